//! Asks for many addresses: hosts beside one another, the addresses of one host one by one.

use std::collections::{BTreeMap, VecDeque};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use super::address::{self, Reach};
use super::answer::{Answer, Answers, Reason};
use super::ask::Asker;
use super::fetch::Fetch;
use super::hosts::{self, Hosts};
use super::patience::{Manners, Patience};

/// What came of a round.
#[derive(Debug, Default)]
pub struct Round {
    /// What was learnt.
    pub answers: Answers,
    /// Whether nobody at all could be reached. Nothing is then known of anybody.
    pub is_offline: bool,
    /// Addresses that nobody got to: the time was up, or somebody had enough.
    pub left: usize,
    /// How many requests were sent.
    pub requests: usize,
}

/// What all threads share.
struct Shared {
    fetch: Arc<dyn Fetch>,
    manners: Manners,
    reach: Reach,
    hosts: Hosts,
    patience: Patience,
    contact: AtomicBool,
    requests: AtomicUsize,
    /// The hosts that nobody has begun with, each with its addresses.
    queue: Mutex<VecDeque<Vec<String>>>,
}

/// How often somebody looks whether it is enough.
const LOOK: Duration = Duration::from_millis(50);

/// Asks for `addresses`, each once. `step` is called when one is answered; `own` is the name of a
/// host that should be there, which tells a name that is gone from a network that is. Ends when
/// `patience` does: a request that is under way then is left to itself.
pub fn ask_all(
    addresses: impl IntoIterator<Item = String>,
    (fetch, own): (Arc<dyn Fetch>, Option<&str>),
    (manners, reach): (Manners, Reach),
    patience: &Patience,
    step: &mut dyn FnMut(),
) -> Round {
    let queue = by_host(addresses);
    let mut left: usize = queue.iter().map(Vec::len).sum();
    let threads = queue.len().min(manners.hosts_at_once.max(1));
    let end = Instant::now() + manners.total;
    let shared = Arc::new(Shared {
        fetch,
        hosts: Hosts::new(manners.gap),
        manners,
        reach,
        patience: patience.clone(),
        contact: AtomicBool::new(false),
        requests: AtomicUsize::new(0),
        queue: Mutex::new(queue),
    });
    let (tell, told) = mpsc::channel();
    for _ in 0..threads {
        let (shared, tell) = (Arc::clone(&shared), tell.clone());
        // Not waited for: a name that is being looked up cannot be interrupted.
        std::thread::spawn(move || work(&shared, &tell));
    }
    drop(tell);
    let mut round = Round::default();
    while left > 0 && !patience.is_over() && Instant::now() < end {
        match told.recv_timeout(LOOK) {
            Ok((address, answer)) => {
                let address: String = address;
                round.answers.insert(&address, answer);
                left -= 1;
                step();
            }
            Err(RecvTimeoutError::Timeout) => {}
            Err(RecvTimeoutError::Disconnected) => break,
        }
    }
    // Whoever still asks is to stop.
    patience.end();
    round.left = left;
    round.requests = shared.requests.load(Ordering::Relaxed);
    settle(&mut round, &shared, own);
    round
}

/// Takes back what a network that is down makes one believe.
fn settle(round: &mut Round, shared: &Shared, own: Option<&str>) {
    let has_contact = shared.contact.load(Ordering::Relaxed);
    let is_doubtful = |address: &str, answer: &Answer| match answer {
        Answer::NoHost => address::read(address).is_none_or(|url| !hosts::is_never_there(&url)),
        Answer::Unknown(reason) => *reason == Reason::Unreachable,
        _ => false,
    };
    let has_doubt = round.answers.iter().any(|(address, answer)| is_doubtful(address, answer));
    if has_contact || !has_doubt {
        return;
    }
    if own.is_some_and(|host| shared.fetch.knows(host)) {
        return;
    }
    round.is_offline = true;
    round.answers.retain(|address, answer| !is_doubtful(address, answer));
}

/// The addresses of each host, the longest list first: it takes the most time.
fn by_host(addresses: impl IntoIterator<Item = String>) -> VecDeque<Vec<String>> {
    let mut all: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for written in addresses {
        let host = address::read(&written).map(|url| hosts::name(&url)).unwrap_or_default();
        all.entry(host).or_default().push(written);
    }
    let mut all: Vec<Vec<String>> = all.into_values().collect();
    all.sort_by_key(|addresses| std::cmp::Reverse(addresses.len()));
    all.into()
}

/// Takes host after host, until there are none.
fn work(shared: &Shared, tell: &mpsc::Sender<(String, Answer)>) {
    let asker = Asker {
        fetch: &*shared.fetch,
        manners: &shared.manners,
        reach: shared.reach,
        hosts: &shared.hosts,
        patience: &shared.patience,
        contact: &shared.contact,
        requests: &shared.requests,
    };
    let next = || shared.queue.lock().unwrap_or_else(PoisonError::into_inner).pop_front();
    while let Some(addresses) = next() {
        for address in addresses {
            let Some(answer) = asker.ask(&address) else { return };
            if tell.send((address, answer)).is_err() {
                return;
            }
        }
    }
}
