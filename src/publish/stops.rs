//! What keeps a publication from being made, whatever the person answers: each says why, and how
//! to go on when it is meant.

use crate::base::{Failure, Text};
use crate::config::TargetRole;
use crate::document::register::{AccessibilityStatement, Assessment};
use crate::model::Model;

use super::difference::Difference;
use super::release::{PageOf, Release};

/// How many of a hundred pages may be removed without anybody saying so.
const MOST_REMOVED: usize = 20;

/// Names that nobody has, and those that examples have.
const NO_HOSTS: [&str; 9] = [
    "example",
    "invalid",
    "test",
    "localhost",
    "example.com",
    "example.org",
    "example.net",
    "example.se",
    "exempel.se",
];

/// Of a list of names in a message, so many are written out.
const MOST_NAMED: usize = 5;

/// What the person has said is meant.
#[derive(Debug, Clone, Copy, Default)]
pub struct Allowed {
    /// `--allow-removals`
    pub removals: bool,
    /// `--overwrite`
    pub overwrite: bool,
}

/// What does not need a built site to be seen: a site for everybody must have an address of its
/// own, and an accessibility statement that somebody stands for.
///
/// # Errors
/// When one of them is not so.
pub fn before_building(
    model: &Model,
    role: Option<TargetRole>,
    address: &str,
) -> Result<(), Failure> {
    if role != Some(TargetRole::Live) {
        return Ok(());
    }
    let host = address.split("://").nth(1).unwrap_or("").split(['/', ':']).next().unwrap_or("");
    let host = host.to_lowercase();
    let is_number = host.parse::<std::net::IpAddr>().is_ok() || host.starts_with('[');
    let is_reserved =
        is_number || NO_HOSTS.iter().any(|end| host == *end || host.ends_with(&format!(".{end}")));
    if is_reserved {
        return Err(stop(
            Text::new(
                format!("Adressen {address} är ingen riktig adress"),
                format!("The address {address} is no real one"),
            ),
            Text::fixed(
                "Länkar i flöden, delningar och sökmotorer skulle leda fel.",
                "Links in feeds, shares and search engines would lead astray.",
            ),
            Text::fixed(
                "Skriv webbplatsens riktiga adress i content/site.yaml, eller publicera till ett mål med roll: test.",
                "Write the site's real address in content/site.yaml, or publish to a target with roll: test.",
            ),
        ));
    }
    let is_open = |statement: &AccessibilityStatement| {
        statement.assessment.as_ref().is_some_and(|how| how.value == Assessment::NotDone)
    };
    if model.registers.accessibility.iter().any(|row| is_open(&row.value)) {
        return Err(stop(
            Text::fixed(
                "Tillgänglighetsredogörelsen säger att ingen bedömning är gjord",
                "The accessibility statement says that no assessment has been made",
            ),
            Text::fixed(
                "Lagen kräver en bedömd redogörelse på en webbplats som alla kan besöka.",
                "The law demands an assessed statement on a site that everybody can visit.",
            ),
            Text::fixed(
                "Gör bedömningen och skriv den i content/register/tillganglighet.yaml, eller publicera till ett mål med roll: test.",
                "Make the assessment and write it in content/register/tillganglighet.yaml, or publish to a target with roll: test.",
            ),
        ));
    }
    Ok(())
}

/// What the difference itself forbids: a site without pages, and one that loses many.
///
/// # Errors
/// When it does.
pub fn of_difference(
    difference: &Difference,
    new: &Release,
    allowed: Allowed,
) -> Result<(), Failure> {
    if new.is_empty() {
        return Err(stop(
            Text::fixed("Den nya webbplatsen har inga sidor", "The new site has no pages"),
            Text::fixed(
                "Besökarna skulle se en tom webbplats.",
                "Visitors would see an empty site.",
            ),
            Text::fixed(
                "Titta efter att du står i rätt mapp, och att sidorna inte är utkast.",
                "Make sure that you are in the right folder, and that the pages are no drafts.",
            ),
        ));
    }
    let percent = difference.percent_removed();
    if percent > MOST_REMOVED && !allowed.removals {
        let (gone, before) = (difference.removed.len(), difference.pages_before);
        return Err(stop(
            Text::new(
                format!("{gone} av {before} sidor skulle försvinna ({percent} procent)"),
                format!("{gone} of {before} pages would go ({percent} per cent)"),
            ),
            Text::fixed(
                "Så mycket tas sällan bort med mening. Länkar från andra webbplatser slutar fungera.",
                "So much is seldom removed on purpose. Links from other sites stop working.",
            ),
            Text::fixed(
                "Är det meningen, kör kommandot med --allow-removals. Har sidorna bara flyttat, skriv deras gamla adresser under aliases.",
                "If it is meant, run the command with --allow-removals. If the pages have only moved, write their old addresses under aliases.",
            ),
        ));
    }
    Ok(())
}

/// Files on the host that nobody published.
///
/// # Errors
/// When there are any, and nobody said that they may be overwritten.
pub fn of_strangers(strange: &[String], place: &str, allowed: Allowed) -> Result<(), Failure> {
    if strange.is_empty() || allowed.overwrite {
        return Ok(());
    }
    let (named, more) = named(strange.iter().map(String::as_str));
    Err(stop(
        Text::new(
            format!("Någon har ändrat det som visas på {place} utan att publicera"),
            format!("Somebody has changed what {place} shows without publishing"),
        ),
        Text::new(format!("Ändrat: {named}{}", more.sv), format!("Changed: {named}{}", more.en)),
        Text::fixed(
            "Ta reda på vem och varför. Ska ändringen inte vara kvar, kör kommandot med --overwrite.",
            "Find out who and why. If the change is not to stay, run the command with --overwrite.",
        ),
    ))
}

/// Files of somebody else's that a first publication would write over.
///
/// # Errors
/// When there are any, and nobody said that they may be overwritten.
pub fn of_taken(taken: &[String], place: &str, allowed: Allowed) -> Result<(), Failure> {
    if taken.is_empty() || allowed.overwrite {
        return Ok(());
    }
    let (named, more) = named(taken.iter().map(String::as_str));
    Err(stop(
        Text::new(
            format!("På {place} finns redan filer som webbplatsen skulle skriva över"),
            format!("{place} already has files that the site would write over"),
        ),
        Text::new(format!("De heter: {named}{}", more.sv), format!("They are: {named}{}", more.en)),
        Text::fixed(
            "Publicera till en annan plats, till exempel med prefix i site.yaml. Ska filerna bort, kör kommandot med --overwrite.",
            "Publish to another place, such as with prefix in site.yaml. If the files are to go, run the command with --overwrite.",
        ),
    ))
}

/// A visible release that somebody else made from newer text: publishing would take their pages
/// back. `known` is what this copy of the site saw last.
///
/// # Errors
/// When pages would go back, and nobody said that they may.
pub fn of_others(
    known: Option<&Release>,
    live: &Release,
    new: &Release,
    allowed: Allowed,
) -> Result<(), Failure> {
    let Some(known) = known.filter(|known| known.id != live.id) else { return Ok(()) };
    let says = |release: &Release, address: &String| {
        release.pages.get(address).map(|page: &PageOf| {
            (page.title.clone(), page.facts.clone(), page.body.clone(), page.file.clone())
        })
    };
    let addresses = live.pages.keys().chain(known.pages.keys());
    let mut back: Vec<&str> = addresses
        .filter(|address| {
            let (theirs, was, ours) =
                (says(live, address), says(known, address), says(new, address));
            theirs != was && ours == was
        })
        .map(String::as_str)
        .collect();
    back.sort_unstable();
    back.dedup();
    if back.is_empty() || allowed.overwrite {
        return Ok(());
    }
    let (named, more) = named(back.into_iter());
    let (by, made) = (&live.by, live.when());
    Err(stop(
        Text::new(
            format!("{by} har publicerat nyare text ({made})"),
            format!("{by} has published newer text ({made})"),
        ),
        Text::new(
            format!("De här sidorna skulle gå tillbaka till äldre text: {named}{}", more.sv),
            format!("These pages would go back to older text: {named}{}", more.en),
        ),
        Text::fixed(
            "Hämta de andras ändringar först, till exempel med git pull. Ska de bort, kör kommandot med --overwrite.",
            "Get the others' changes first, such as with git pull. If they are to go, run the command with --overwrite.",
        ),
    ))
}

/// The first few names, and how many more there are.
fn named<'n>(names: impl Iterator<Item = &'n str>) -> (String, Text) {
    let all: Vec<&str> = names.collect();
    let shown = all.iter().take(MOST_NAMED).copied().collect::<Vec<_>>().join(", ");
    let more = match all.len().saturating_sub(MOST_NAMED) {
        0 => Text::fixed(".", "."),
        more => Text::new(format!(" och {more} till."), format!(" and {more} more.")),
    };
    (shown, more)
}

fn stop(message: Text, why: Text, help: Text) -> Failure {
    let mut failure = Failure::new(message).with_help(help);
    failure.cause = Some(why);
    failure
}
