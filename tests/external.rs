//! `check --external` against a server of our own that answers in every way there is.
#![allow(clippy::expect_used, clippy::panic, clippy::disallowed_methods, reason = "a test may")]

#[path = "support/server.rs"]
mod server;
mod support;

use std::collections::BTreeMap;
use std::fs;
use std::process::{Command, Output, Stdio};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use delwebb::external::{
    Answer, Fetch, Manners, Memory, Method, Patience, Proxy, Reach, Reason, Reply, Round, Trouble,
    Url, ask_all, web,
};
use server::Server;
use support::{Temp, err, out};

/// As polite as ever, but for the time it takes.
fn quick() -> Manners {
    Manners {
        gap: Duration::from_millis(2),
        timeout: Duration::from_millis(1200),
        pause: Duration::from_millis(5),
        longest_pause: Duration::from_millis(1500),
        total: Duration::from_mins(1),
        hosts_at_once: 4,
    }
}

/// What our own server makes of addresses.
fn asked(server: &Server, paths: &[&str], manners: Manners) -> BTreeMap<String, Answer> {
    let network = web("delwebb-test", &manners, Reach::Everything, None).expect("a network");
    let addresses = paths.iter().map(|path| server.at(path));
    let patience = Patience::default();
    let way = (manners, Reach::Everything);
    let round = ask_all(addresses, (Arc::new(network), None), way, &patience, &mut || {});
    assert_eq!(round.left, 0);
    let own = |(address, answer): (&str, &Answer)| {
        let path = address.strip_prefix(&server.at("")).unwrap_or(address).to_owned();
        (path, answer.clone())
    };
    round.answers.iter().map(own).collect()
}

/// What our own server makes of one address.
fn answer(path: &str) -> (Answer, Vec<String>) {
    let server = Server::start();
    let all = asked(&server, &[path], quick());
    assert_eq!(all.len(), 1, "{all:?}");
    (all.into_values().next().expect("an answer"), server.asked())
}

const fn unknown(reason: Reason) -> Answer {
    Answer::Unknown(reason)
}

#[test]
fn what_is_there_is_asked_for_by_its_head_alone() {
    assert_eq!(answer("/ok"), (Answer::Good, vec!["HEAD /ok".to_owned()]));
}

#[test]
fn whoever_refuses_head_is_asked_for_the_page() {
    for path in ["/head-403", "/head-404", "/head-405", "/head-500", "/head-501", "/head-closes"] {
        let (found, asked) = answer(path);
        assert_eq!(found, Answer::Good, "{path}");
        assert_eq!(asked, [format!("HEAD {path}"), format!("GET {path}")], "{path}");
    }
    // A host that has none is not asked for heads again.
    let server = Server::start();
    let all = asked(&server, &["/head-405", "/head-501"], quick());
    assert!(all.values().all(|answer| *answer == Answer::Good), "{all:?}");
    assert_eq!(server.asked(), ["HEAD /head-405", "GET /head-405", "GET /head-501"]);
}

#[test]
fn what_is_gone_is_gone_only_when_the_page_itself_is_asked_for() {
    for (path, status) in [("/404", 404), ("/410", 410)] {
        let (found, asked) = answer(path);
        assert_eq!(found, Answer::Gone(status), "{path}");
        assert_eq!(asked, [format!("HEAD {path}"), format!("GET {path}")], "{path}");
    }
    // Where it leads to is gone too.
    assert_eq!(answer("/to-404").0, Answer::Gone(404));
}

#[test]
fn what_says_nothing_of_the_page_is_unknown() {
    for status in [400, 401, 403, 418, 451, 500, 502, 503, 504, 999] {
        let (found, _) = answer(&format!("/{status}"));
        assert_eq!(found, unknown(Reason::Status(status)), "{status}");
    }
    for (path, reason) in [
        ("/never", Reason::Slow),
        ("/drip", Reason::Slow),
        ("/closes", Reason::Closed),
        ("/garbage", Reason::Garbled),
        ("/huge-head", Reason::Garbled),
        ("/ring", Reason::Ring),
        ("/self", Reason::Ring),
        ("/endless/1", Reason::Ring),
        ("/nowhere", Reason::Status(302)),
        ("/to-mail", Reason::Odd),
    ] {
        let started = Instant::now();
        assert_eq!(answer(path).0, unknown(reason), "{path}");
        assert!(started.elapsed() < Duration::from_secs(9), "{path}: {:?}", started.elapsed());
    }
}

#[test]
fn a_body_without_end_is_not_read() {
    let started = Instant::now();
    assert_eq!(answer("/body").0, Answer::Good);
    assert!(started.elapsed() < Duration::from_secs(5), "{:?}", started.elapsed());
}

#[test]
fn what_moved_for_good_is_told_from_what_is_elsewhere_today() {
    let server = Server::start();
    let all =
        asked(&server, &["/301", "/308", "/chain", "/302", "/303", "/307", "/mixed"], quick());
    let to = |path: &str| Answer::Moved(server.at(path));
    let expected = [
        ("/301", to("/ok")),
        ("/302", Answer::Good),
        ("/303", Answer::Good),
        ("/307", Answer::Good),
        ("/308", to("/ok")),
        ("/chain", to("/ok")),
        // As far as it has moved for good, and no further.
        ("/mixed", to("/302")),
    ];
    let expected = expected.map(|(path, answer)| (path.to_owned(), answer));
    assert_eq!(all, BTreeMap::from(expected));
}

#[test]
fn what_may_pass_is_tried_again() {
    let (found, asked) = answer("/500-then-200");
    assert_eq!(found, Answer::Good);
    assert_eq!(asked, ["HEAD /500-then-200", "GET /500-then-200", "GET /500-then-200"]);
    assert_eq!(answer("/closes-then-200").0, Answer::Good);
    // And no more than three times.
    assert_eq!(answer("/503").1, ["HEAD /503", "GET /503", "GET /503", "GET /503"]);
    // A page that is not there is not asked for again.
    assert_eq!(answer("/403").1, ["HEAD /403", "GET /403"]);
}

#[test]
fn a_host_that_asks_for_time_gets_it_within_bounds() {
    let server = Server::start();
    let started = Instant::now();
    let all = asked(&server, &["/429-wait-1"], quick());
    assert_eq!(all["/429-wait-1"], Answer::Good);
    assert!(started.elapsed() >= Duration::from_secs(1), "{:?}", started.elapsed());
    assert_eq!(server.asked(), ["HEAD /429-wait-1", "GET /429-wait-1"]);
    // An hour is more than anybody waits, and so is a day in the calendar: it is left alone.
    for path in ["/429-wait-3600", "/429-wait-date", "/429"] {
        let server = Server::start();
        let started = Instant::now();
        let all = asked(&server, &[path, "/ok"], quick());
        assert_eq!(all[path], unknown(Reason::Status(429)), "{path}");
        assert!(started.elapsed() < Duration::from_secs(5), "{path}");
        // What was not asked for is not known either.
        let left = &all["/ok"];
        let asked = server.asked();
        let was_first = asked.first().is_some_and(|first| first.ends_with("/ok"));
        assert_eq!(*left == Answer::Good, was_first, "{path}: {left:?} {asked:?}");
        assert_eq!(asked.iter().filter(|asked| asked.ends_with(path)).count(), 1, "{asked:?}");
    }
}

#[test]
fn a_host_that_does_not_answer_is_not_waited_for_again_and_again() {
    let server = Server::start();
    let paths: Vec<String> = (0..50).map(|at| format!("/never?{at}")).collect();
    let paths: Vec<&str> = paths.iter().map(String::as_str).collect();
    let all = asked(&server, &paths, quick());
    assert!(all.values().all(|answer| *answer == unknown(Reason::Slow)), "{all:?}");
    assert_eq!(server.asked().len(), 2);
}

#[test]
fn a_connection_that_cannot_be_made_safe_is_unknown() {
    // An answer in plain text to the first words of a safe connection.
    let server = Server::start();
    let secret = |server: &Server| server.at("/ok").replace("http://", "https://");
    let network = || web("delwebb-test", &quick(), Reach::Everything, None).expect("a network");
    let one = |address: String| {
        let way = (quick(), Reach::Everything);
        let patience = Patience::default();
        let round = ask_all([address], (Arc::new(network()), None), way, &patience, &mut || {});
        round.answers.iter().map(|(_, answer)| answer.clone()).next().expect("an answer")
    };
    assert_eq!(one(secret(&server)), unknown(Reason::Tls));
    // A certificate that nobody vouches for.
    let signed = Server::with_own_certificate();
    assert_eq!(one(secret(&signed)), unknown(Reason::Tls));
    assert_eq!(signed.refused(), 1, "the certificate was looked at");
    // Nobody there.
    let gone = Server::start().at("/ok");
    assert_eq!(one(gone), unknown(Reason::Closed));
}

/// A network of words: what each host does.
struct Words {
    contact: AtomicBool,
    count: AtomicUsize,
    knows_own: bool,
}

impl Fetch for Words {
    fn fetch(&self, _: Method, url: &Url) -> Result<Reply, Trouble> {
        self.count.fetch_add(1, Ordering::Relaxed);
        let reply = Reply { status: 200, location: None, retry_after: None };
        match url.host_str().unwrap_or_default() {
            "finns.exempel.se" if self.contact.load(Ordering::Relaxed) => Ok(reply),
            "finns.exempel.se" => Err(Trouble::Unreachable),
            _ => Err(Trouble::NoHost),
        }
    }

    fn knows(&self, host: &str) -> bool {
        self.knows_own && host == "exempel.se"
    }
}

fn with_words(contact: bool, knows_own: bool, addresses: &[&str]) -> Round {
    let words = Words { contact: contact.into(), count: AtomicUsize::new(0), knows_own };
    let addresses = addresses.iter().map(|address| (*address).to_owned());
    let network: Arc<dyn Fetch> = Arc::new(words);
    let (asked, patience) = ((network, Some("exempel.se")), Patience::default());
    ask_all(addresses, asked, (quick(), Reach::Public), &patience, &mut || {})
}

const GONE: &str = "https://borta.exempel.se/a";
const THERE: &str = "https://finns.exempel.se/a";

#[test]
fn a_name_is_gone_only_when_the_network_is_not() {
    // Somebody else answers.
    let round = with_words(true, false, &[GONE, THERE]);
    assert!(!round.is_offline);
    assert_eq!(round.answers.get(GONE), Some(&Answer::NoHost));
    // Nobody answers, but our own name is known.
    let round = with_words(false, true, &[GONE]);
    assert!(!round.is_offline);
    assert_eq!(round.answers.get(GONE), Some(&Answer::NoHost));
    // Nobody answers and nobody is known: nothing is said of anybody.
    for addresses in [&[GONE][..], &[GONE, THERE], &[THERE]] {
        let round = with_words(false, false, addresses);
        assert!(round.is_offline);
        assert_eq!(round.answers.iter().count(), 0, "{:?}", round.answers);
    }
    // A host without a name is asked for once, not once for each of its pages.
    let pages: Vec<String> = (0..20).map(|at| format!("{GONE}/{at}")).collect();
    let pages: Vec<&str> = pages.iter().map(String::as_str).collect();
    let round = with_words(false, true, &pages);
    assert_eq!((round.answers.iter().count(), round.requests), (20, 1));
}

#[test]
fn names_that_end_in_invalid_are_never_there() {
    let round = with_words(true, false, &["https://exempel.invalid/a"]);
    assert_eq!(round.answers.get("https://exempel.invalid/a"), Some(&Answer::NoHost));
    assert_eq!(round.requests, 0);
}

#[test]
fn nobody_is_asked_in_a_house_unless_somebody_says_so() {
    let server = Server::start();
    let network = web("delwebb-test", &quick(), Reach::Public, None).expect("a network");
    let addresses = [server.at("/ok"), "http://localhost:1/".into(), "http://intranat/a".into()];
    let asked = (Arc::new(network) as Arc<dyn Fetch>, None);
    let patience = Patience::default();
    let round = ask_all(addresses, asked, (quick(), Reach::Public), &patience, &mut || {});
    assert_eq!(round.answers.iter().count(), 3);
    for (address, answer) in round.answers.iter() {
        assert_eq!(*answer, unknown(Reason::Private), "{address}");
    }
    assert_eq!(server.asked(), Vec::<String>::new());
}

#[test]
fn a_redirect_into_a_house_is_not_followed() {
    struct Leads(Mutex<Vec<String>>);
    impl Fetch for Leads {
        fn fetch(&self, _: Method, url: &Url) -> Result<Reply, Trouble> {
            self.0.lock().expect("a list").push(url.to_string());
            let location = Some("http://169.254.169.254/hemligt".to_owned());
            Ok(Reply { status: 302, location, retry_after: None })
        }
        fn knows(&self, _: &str) -> bool {
            true
        }
    }
    let leads = Arc::new(Leads(Mutex::default()));
    let network: Arc<dyn Fetch> = Arc::<Leads>::clone(&leads);
    let way = (quick(), Reach::Public);
    let patience = Patience::default();
    let round = ask_all([THERE.to_owned()], (network, None), way, &patience, &mut || {});
    assert_eq!(round.answers.get(THERE), Some(&unknown(Reason::Private)));
    assert_eq!(*leads.0.lock().expect("a list"), [THERE]);
}

#[test]
fn where_there_is_only_one_way_out_it_is_taken() {
    let server = Server::start();
    let proxy =
        Proxy { address: server.at(""), except: "inne.exempel.test, .annan.test".to_owned() };
    let network = web("delwebb-test", &quick(), Reach::Public, Some(&proxy)).expect("a network");
    let asked = (Arc::new(network) as Arc<dyn Fetch>, None);
    let addresses = [
        "http://ute.exempel.se/ok",
        "http://ute.exempel.se/404",
        // These are looked for without the proxy, and not found: nobody knows the names.
        "http://inne.exempel.test/ok",
        "http://djupt.inne.exempel.test/ok",
        "http://a.annan.test/ok",
    ];
    let way = (quick(), Reach::Public);
    let (all, patience) = (addresses.map(str::to_owned), Patience::default());
    let round = ask_all(all, asked, way, &patience, &mut || {});
    assert_eq!(round.answers.get(addresses[0]), Some(&Answer::Good));
    assert_eq!(round.answers.get(addresses[1]), Some(&Answer::Gone(404)));
    let asked = server.asked();
    assert!(
        !asked.iter().any(|asked| asked.contains("inne") || asked.contains("annan")),
        "{asked:?}"
    );
    assert!(asked.contains(&"CONNECT ute.exempel.se:80".to_owned()), "{asked:?}");
    // No name is looked up that the proxy looks up; and no house is asked through it either.
    let network = web("delwebb-test", &quick(), Reach::Public, Some(&proxy)).expect("a network");
    let (asked, patience) = ((Arc::new(network) as Arc<dyn Fetch>, None), Patience::default());
    let round = ask_all(
        ["http://10.0.0.1/ok".to_owned()],
        asked,
        (quick(), Reach::Public),
        &patience,
        &mut || {},
    );
    assert_eq!(round.answers.get("http://10.0.0.1/ok"), Some(&unknown(Reason::Private)));
}

#[test]
fn no_host_is_asked_twice_in_the_time_between_also_by_redirects() {
    let server = Server::start();
    let gap = Duration::from_millis(150);
    let manners = Manners { gap, ..quick() };
    let all = asked(&server, &["/ok?1", "/ok?2", "/301", "/404"], manners);
    assert_eq!(all.len(), 4);
    let times = server.times();
    assert_eq!(times.len(), 6);
    for pair in times.windows(2) {
        assert!(pair[1] - pair[0] >= gap, "{:?}", pair[1] - pair[0]);
    }
}

#[test]
fn patience_ends_waits_at_once_and_keeps_what_is_known() {
    let server = Server::start();
    let manners = Manners { gap: Duration::from_secs(30), ..quick() };
    let network = web("delwebb-test", &manners, Reach::Everything, None).expect("a network");
    let patience = Patience::default();
    let enough = patience.clone();
    let started = Instant::now();
    let round = ask_all(
        (0..5).map(|at| server.at(&format!("/ok?{at}"))),
        (Arc::new(network), None),
        (manners, Reach::Everything),
        &patience,
        // After the first answer.
        &mut || enough.end(),
    );
    assert_eq!((round.answers.iter().count(), round.left), (1, 4));
    assert!(started.elapsed() < Duration::from_secs(5), "{:?}", started.elapsed());
    // And so does the time for all of it.
    let manners =
        Manners { gap: Duration::from_secs(30), total: Duration::from_millis(300), ..quick() };
    let network = web("delwebb-test", &manners, Reach::Everything, None).expect("a network");
    let addresses = (0..5).map(|at| server.at(&format!("/ok?{at}")));
    let way = (manners, Reach::Everything);
    let patience = Patience::default();
    let round = ask_all(addresses, (Arc::new(network), None), way, &patience, &mut || {});
    assert_eq!((round.answers.iter().count(), round.left), (1, 4));
}

#[test]
fn good_answers_are_remembered_for_days_and_bad_ones_for_an_hour() {
    let now: jiff::Timestamp = "2026-01-24T08:00:00Z".parse().expect("a time");
    let later = |hours: i64| now + jiff::SignedDuration::from_hours(hours);
    let answers = [
        ("https://a.se/good", Answer::Good),
        ("https://a.se/moved", Answer::Moved("https://a.se/ny".to_owned())),
        ("https://a.se/gone", Answer::Gone(404)),
        ("https://a.se/no-host", Answer::NoHost),
        ("https://a.se/status", unknown(Reason::Status(403))),
        ("https://a.se/slow", unknown(Reason::Slow)),
        ("https://a.se/unreachable", unknown(Reason::Unreachable)),
    ];
    let mut memory = Memory::default();
    memory.learn(&answers.iter().cloned().collect(), now);
    let read = Memory::read(&memory.text(now));
    let known = |when| {
        let known = answers.iter().filter(|(address, answer)| {
            read.answer(address, when).is_some_and(|known| known == answer)
        });
        known.count()
    };
    assert_eq!(known(now), 6);
    assert_eq!(known(later(1)), 2);
    assert_eq!(known(later(7 * 24 - 1)), 2);
    assert_eq!(known(later(7 * 24)), 0);
    // A clock that was wrong.
    assert_eq!(known(later(-1)), 0);
    assert!(read.answer("https://a.se/good#del", now).is_some());
    // What holds no longer is not kept.
    assert_eq!(Memory::read(&read.text(later(2))).text(now).matches("https").count(), 3);
    for broken in ["", "{", "[]", "null", "{\"form\":2,\"answers\":{}}", "\u{0}", "{\"form\":1}"] {
        assert_eq!(Memory::read(broken), Memory::default(), "{broken}");
    }
    let odd = "{\"form\":1,\"answers\":{\"https://a.se/a\":[\"2026-01-24T08:00:00Z\",\"gone 200\"],\
               \"https://a.se/b\":[\"igår\",\"good\"],\"https://a.se/c\":[\"2026-01-24T08:00:00Z\",\"good\"]}}";
    let read = Memory::read(odd);
    assert!(
        read.answer("https://a.se/a", now).is_none()
            && read.answer("https://a.se/c", now).is_some()
    );
}

/// The front door: `delwebb check --external`, with our own network asked too.
fn check(temp: &Temp, arguments: &[&str]) -> Output {
    command(temp, arguments).output().expect("start delwebb")
}

fn command(temp: &Temp, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_delwebb"));
    command
        .args(["check", "--external", "--format", "oneline", "--only", "E"])
        .args(arguments)
        .current_dir(&temp.0)
        .env_clear()
        .env("LC_ALL", "sv_SE.UTF-8")
        .env("DELWEBB_INTERNAL", "1");
    command
}

const SITE: &str = "titel: Exempel\nadress: \"https://exempel.se/\"\n";

fn site(body: &str) -> Temp {
    let temp = Temp::new("external");
    temp.write("content/site.yaml", SITE);
    temp.write("content/index.md", format!("---\ntitel: Start\n---\n\n{body}\n"));
    temp
}

#[test]
fn the_front_door_asks_finds_remembers_and_corrects() {
    let server = Server::start();
    let (gone, there, own) = (server.at("/404#del"), server.at("/ok"), "https://exempel.se/");
    let temp = site(&format!(
        "Se [en]({gone}), <{there}>, [hem]({own}) och [ett namn](https://exempel.invalid/).\n\n\
         Se [två]({gone})."
    ));
    temp.write(
        "content/register/dokument.yaml",
        format!("- {{id: a, nyckel: A, titel: Planen, typ: plan, länk: \"{gone}\"}}\n"),
    );
    let output = check(&temp, &[]);
    let lines = out(&output);
    let places: Vec<&str> =
        lines.lines().filter_map(|line| line.split(" varning").next()).collect();
    assert_eq!(places.len(), 4, "{lines}{}", err(&output));
    for place in [
        "content/index.md:5:4",
        "content/index.md:5:",
        "content/index.md:7:4",
        "content/register/dokument.yaml:1:",
    ] {
        assert!(lines.lines().any(|line| line.starts_with(place)), "{place}: {lines}");
    }
    assert_eq!(lines.matches("E001").count(), 4, "{lines}");
    assert_eq!(server.asked().len(), 3, "{:?}", server.asked());
    // One second between any two.
    for pair in server.times().windows(2) {
        assert!(pair[1] - pair[0] >= Duration::from_secs(1), "{:?}", pair[1] - pair[0]);
    }
    assert!(
        server
            .heads()
            .iter()
            .all(|head| head.contains("delwebb/") && head.contains("https://exempel.se/"))
    );
    // The second time nobody is asked, and the same is found.
    let again = check(&temp, &[]);
    assert_eq!(out(&again), lines);
    assert_eq!(server.asked().len(), 3);
    // Not without being asked to.
    let quiet = support::delwebb(&temp.0, &["check", "--only", "E", "--format", "oneline"]);
    assert_eq!(out(&quiet), "");
    // A memory that cannot be read is none, and is put right.
    for broken in ["", "{\"form\": 1, \"answ", "\u{0}\u{0}"] {
        fs::write(temp.join(".delwebb/external.json"), broken).expect("write");
        let before = server.asked().len();
        assert_eq!(out(&check(&temp, &["index.md"])), out(&check(&temp, &["index.md"])));
        assert_eq!(server.asked().len(), before + 3, "{broken}");
    }
    let left: Vec<_> = fs::read_dir(temp.join(".delwebb")).expect("a folder").collect();
    assert_eq!(left.len(), 1, "{left:?}");
}

#[test]
fn what_the_sites_own_templates_lead_to_is_asked_for() {
    let server = Server::start();
    let (gone, there) = (server.at("/404"), server.at("/ok"));
    let temp = site("Text.");
    temp.write("content/site.yaml", format!("{SITE}tema: eget\n"));
    temp.write("themes/eget/theme.yaml", "namn: Eget\nutökar: strandlinje\n");
    temp.write(
        "themes/eget/templates/delar/eget.html",
        format!(
            "<p class=\"{{{{ t(key=\"a\") }}}}\"><a href=\"{there}\">A</a>\n\
             <a href=\"{gone}\">B</a> <a href=\"{{{{ row.link }}}}\">C</a></p>\n"
        ),
    );
    let lines = out(&check(&temp, &[]));
    let start = "themes/eget/templates/delar/eget.html:2:10: varning[E001]";
    assert!(lines.starts_with(start) && lines.lines().count() == 1, "{lines}");
    assert_eq!(server.asked(), ["HEAD /404", "GET /404", "HEAD /ok"]);
}

#[test]
fn the_summary_counts_and_says_what_nobody_knows() {
    let server = Server::start();
    let temp = site(&format!("Se [en]({}) och [två]({}).", server.at("/403"), server.at("/ok")));
    let run = |arguments: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_delwebb"));
        command.args(["check", "--external"]).args(arguments).current_dir(&temp.0).env_clear();
        command.env("LC_ALL", "sv_SE.UTF-8").env("DELWEBB_INTERNAL", "1").output().expect("start")
    };
    let output = run(&["--only", "E"]);
    let said = err(&output);
    assert_eq!(output.status.code(), Some(0), "{said}");
    assert!(out(&output).contains("tips[E003]: Okänt om"), "{}", out(&output));
    assert!(
        said.contains(
            "Andra webbplatser: 2 adresser. 2 frågade nu, 0 kända sedan tidigare, 1 okända."
        ),
        "{said}"
    );
    let said = err(&run(&[]));
    assert!(said.contains("0 frågade nu, 2 kända sedan tidigare, 1 okända."), "{said}");
    // A week later it is asked again; the hint is not there any more.
    let said = err(&run(&["--now", "2099-01-01"]));
    assert!(said.contains("2 frågade nu, 0 kända sedan tidigare"), "{said}");
    // Nobody is asked when no such rule is.
    let said = err(&run(&["--only", "L"]));
    assert!(!said.contains("Andra webbplatser"), "{said}");
}

#[cfg(unix)]
#[test]
fn ctrl_c_ends_it_at_once_and_what_is_known_is_kept() {
    let server = Server::start();
    let link = |at: usize| format!("[l{at}]({})\n", server.at(&format!("/ok?{at}")));
    let links = (0..40).map(link).collect::<Vec<_>>().concat();
    let temp = site(&links);
    let mut run = command(&temp, &[]);
    let child = run.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("start");
    while server.asked().len() < 2 {
        std::thread::sleep(Duration::from_millis(20));
    }
    let started = Instant::now();
    let killed = Command::new("kill").args(["-INT", &child.id().to_string()]).status();
    assert!(killed.expect("kill").success());
    let output = child.wait_with_output().expect("an end");
    assert!(started.elapsed() < Duration::from_secs(3), "{:?}", started.elapsed());
    assert_eq!(output.status.code(), Some(2), "{}", err(&output));
    assert!(err(&output).contains("Avbrutet: 3"), "{}", err(&output));
    let kept = fs::read_to_string(temp.join(".delwebb/external.json")).expect("a memory");
    let kept = kept.matches("\"good\"").count();
    assert!((1..=4).contains(&kept), "{kept}");
}

#[test]
fn what_has_moved_is_corrected_where_it_is_sure_to_be_the_same() {
    let cases = [
        ("http://a.se/x", "https://a.se/x", true),
        ("http://a.se/x", "https://www.a.se/x/", true),
        ("https://www.a.se/x/", "https://a.se/x", true),
        ("http://a.se/x", "https://a.se/y", false),
        ("http://a.se/x", "https://b.se/x", false),
        ("https://a.se/x", "http://a.se/x/", false),
        ("http://a.se/x?a=1", "https://a.se/x", false),
        ("http://a.se/v%C3%A5rd", "https://a.se/v%C3%A5rd", true),
    ];
    let now = "2026-01-24T08:00:00Z".parse().expect("a time");
    for (old, new, is_sure) in cases {
        for body in [format!("Se [den]({old}#del)."), format!("Se <{old}#del> nu.")] {
            let text = format!("---\ntitel: Om\n---\n\n{body}\n");
            let temp = Temp::new("moved");
            for (path, text) in delwebb::check::BASE {
                temp.write(path, text);
            }
            temp.write("content/om/a.md", text);
            let source = delwebb::source::read(&temp.0).expect("a site");
            let link = delwebb::model::LinkOptions { now, drafts: delwebb::model::Drafts::LeftOut };
            let options =
                delwebb::pipeline::Options { link, theme: None, base_url: None, strict: false };
            let mut site = delwebb::pipeline::load(source, &options);
            site.answers = Some([(old, Answer::Moved(new.to_owned()))].into_iter().collect());
            let found = site.check();
            let moved: Vec<_> = found.iter().filter(|found| found.code == "E002").collect();
            let [moved] = moved[..] else { panic!("{old}: {found:#?}") };
            let suggestion = moved.suggestion.clone().expect("a suggestion");
            assert_eq!(suggestion.is_sure, is_sure, "{old} {new}");
            assert!(suggestion.text.ends_with("#del"), "{}", suggestion.text);
            let fixed =
                delwebb::pipeline::fix(site, found, &options, &|found| found.code == "E002");
            assert_eq!(fixed.count, usize::from(is_sure), "{old} {new}");
            for (_, after) in fixed.texts.values() {
                assert!(
                    after.contains(&suggestion.text) && !after.contains(&format!("({old}")),
                    "{after}"
                );
            }
        }
    }
}

/// The text of a page and a register when what has moved is corrected.
fn corrected(page: &str, register: &str, moved: &[(&str, &str)]) -> (usize, String) {
    let temp = Temp::new("corrected");
    for (path, text) in delwebb::check::BASE {
        temp.write(path, text);
    }
    temp.write("content/om/karta.png", "bild");
    temp.write("content/om/a.md", format!("---\ntitel: Om\n---\n\n{page}\n"));
    temp.write("content/register/dokument.yaml", register);
    let source = delwebb::source::read(&temp.0).expect("a site");
    let now = "2026-01-24T08:00:00Z".parse().expect("a time");
    let link = delwebb::model::LinkOptions { now, drafts: delwebb::model::Drafts::LeftOut };
    let options = delwebb::pipeline::Options { link, theme: None, base_url: None, strict: false };
    let mut site = delwebb::pipeline::load(source, &options);
    let answers = moved.iter().map(|(old, new)| (old, Answer::Moved((*new).to_owned())));
    site.answers = Some(answers.collect());
    let found = site.check();
    let count = found.iter().filter(|found| found.code == "E002").count();
    let fixed = delwebb::pipeline::fix(site, found, &options, &|found| found.code == "E002");
    (count, fixed.texts.into_values().map(|(_, after)| after).collect::<Vec<_>>().concat())
}

#[test]
fn a_correction_changes_the_address_alone_wherever_it_stands() {
    const MOVED: [(&str, &str); 3] = [
        ("http://a.se/x", "https://a.se/x"),
        ("http://a.se/x?a=1&b=2", "https://a.se/x?a=1&b=2"),
        ("http://a.se/x_y", "https://a.se/x_y"),
    ];
    let none = "[]\n";
    for (written, after) in [
        ("Se [den](http://a.se/x).", "Se [den](https://a.se/x)."),
        ("Se [den](<http://a.se/x> \"Titel\").", "Se [den](<https://a.se/x> \"Titel\")."),
        ("Se <http://a.se/x>.", "Se <https://a.se/x>."),
        ("Se http://a.se/x nu.", "Se https://a.se/x nu."),
        ("Se [http://a.se/x](http://a.se/x).", "Se [http://a.se/x](https://a.se/x)."),
        ("[![Karta](karta.png)](http://a.se/x)", "[![Karta](karta.png)](https://a.se/x)"),
        ("| å | ä |\n|---|---|\n| ö | [den](http://a.se/x) |", "| ö | [den](https://a.se/x) |"),
        // What is not written letter by letter, or more than once, is left to the writer.
        ("Se [den](http://a.se/x \"http://a.se/x\").", ""),
        ("Se [den][r].\n\n[r]: http://a.se/x", ""),
        ("Se [den](http://a.se/x?a=1&amp;b=2).", ""),
        ("Se [den](http://a.se/x\\_y).", ""),
    ] {
        let (count, text) = corrected(written, none, &MOVED);
        assert_eq!(count, 1, "{written}");
        assert!(text.contains(after) && text.is_empty() == after.is_empty(), "{written}: {text}");
    }
    let row = |address: &str| {
        format!("- {{id: a, nyckel: A, titel: Planen, typ: plan, länk: {address}}}\n")
    };
    for quote in ["", "\"", "'"] {
        let written = |address: &str| row(&format!("{quote}{address}{quote}"));
        let (count, text) = corrected("Text.", &written("http://a.se/x"), &MOVED);
        assert_eq!((count, text), (1, written("https://a.se/x")));
    }
}
