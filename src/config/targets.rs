//! `mål:` in the settings: the places that the site is published to.

use crate::base::Spanned;
use crate::yaml::{Count, FreeMap, FreeValue, Id, LongText, WebAddress, record, vocabulary};

vocabulary! {
    /// What kind of place a target is.
    pub enum TargetKind {
        /// A folder on this machine or a disk in the network.
        Folder = "mapp",
        /// A server over SFTP.
        Sftp = "sftp",
        /// Object storage that speaks S3.
        S3 = "s3",
    }
}

vocabulary! {
    /// Whom a target is for.
    pub enum TargetRole {
        /// Those who try the site before others see it: search engines are kept out.
        Test = "test",
        /// Everybody.
        Live = "skarp",
    }
}

vocabulary! {
    /// How object storage gets a new site.
    pub enum TargetForm {
        /// Whole releases, and an object that says which one is shown.
        Pointer = "pekare",
        /// One object for each file, replaced in an order that keeps every page whole.
        Keys = "nycklar",
    }
}

record! {
    /// The request that makes a CDN forget what it holds.
    pub struct Purge {
        url: Option<Spanned<WebAddress>> = "url" [required], "Adressen som anropas.";
        method: Option<Spanned<String>> = "metod", "POST om inget annat sägs.";
        headers: Option<Spanned<FreeMap>> = "rubriker", "Rubriker i anropet. `${NAMN}` hämtas ur miljön, så att inga hemligheter står här.";
        body: Option<Spanned<LongText>> = "kropp", "Det som skickas. `{adresser}` blir adresserna som har ändrats.";
    }
}

record! {
    /// A place that the site is published to.
    pub struct PublishTarget {
        name: Option<Spanned<Id>> = "namn" [required], "Vad målet heter i kommandot, till exempel skarp.";
        kind: Option<Spanned<TargetKind>> = "typ", "mapp, sftp eller s3. mapp om inget annat sägs.";
        role: Option<Spanned<TargetRole>> = "roll", "test: sökmotorer hålls borta. skarp om inget annat sägs.";
        base_url: Option<Spanned<WebAddress>> = "adress", "Målets egen adress, om den är en annan än webbplatsens.";
        keep: Option<Spanned<Count>> = "behåll", "Så många utgåvor finns kvar att gå tillbaka till. 5 om inget annat sägs.";
        archive: Option<Spanned<String>> = "arkiv", "Mappen för arkivfilerna. arkiv/ i webbplatsens mapp om inget annat sägs.";
        path: Option<Spanned<String>> = "sökväg", "Mappen som utgåvorna läggs i (typ mapp).";
        host: Option<Spanned<String>> = "värd", "Serverns namn (typ sftp).";
        port: Option<Spanned<Count>> = "port", "Serverns port. 22 om inget annat sägs (typ sftp).";
        user: Option<Spanned<String>> = "användare", "Kontot på servern (typ sftp).";
        folder: Option<Spanned<String>> = "mapp", "Mappen på servern (typ sftp).";
        identity: Option<Spanned<String>> = "nyckelfil", "Filen med den hemliga nyckeln, utanför webbplatsens mapp (typ sftp).";
        known_hosts: Option<Spanned<String>> = "kända_värdar", "Filen med servrarnas nycklar. `~/.ssh/known_hosts` om inget annat sägs (typ sftp).";
        endpoint: Option<Spanned<WebAddress>> = "ändpunkt", "Lagringens adress (typ s3).";
        bucket: Option<Spanned<String>> = "hink", "Hinken i lagringen (typ s3).";
        region: Option<Spanned<String>> = "region", "Lagringens region. us-east-1 om inget annat sägs (typ s3).";
        prefix: Option<Spanned<String>> = "prefix", "Det som alla nycklar börjar med (typ s3).";
        form: Option<Spanned<TargetForm>> = "form", "pekare: hela utgåvor och ett objekt som säger vilken som visas. nycklar: en nyckel för varje fil (typ s3).";
        keep_days: Option<Spanned<Count>> = "behåll_dagar", "Så många dagar ligger gamla stilmallar och skript kvar. 7 om inget annat sägs (form nycklar).";
        purge: Option<Spanned<Purge>> = "rensa_cdn", "Anropet som får en CDN att hämta sidorna på nytt.";
        secrets: Option<Spanned<String>> = "hemligheter", "En fil utanför webbplatsens mapp med nycklarna till lagringen (typ s3).";
    }
}

impl Purge {
    /// The headers that are one value each.
    #[must_use]
    pub fn header_lines(&self) -> Vec<(String, String)> {
        let all = self.headers.iter().flat_map(|headers| &headers.value.0);
        all.filter_map(|(name, value)| match value {
            FreeValue::Text(value) => Some((name.clone(), value.clone())),
            _ => None,
        })
        .collect()
    }
}

/// How many releases a target keeps when it does not say.
const DEFAULT_KEEP: u32 = 5;

/// How many days old assets stay when a target does not say.
const DEFAULT_KEEP_DAYS: u32 = 7;

impl PublishTarget {
    /// What it is called; nothing when it could not be read.
    #[must_use]
    pub fn called(&self) -> Option<&str> {
        self.name.as_ref().map(|name| name.value.0.as_str())
    }

    /// What kind of place it is.
    #[must_use]
    pub fn kind(&self) -> TargetKind {
        self.kind.as_ref().map_or(TargetKind::Folder, |kind| kind.value)
    }

    /// Whom it is for.
    #[must_use]
    pub fn role(&self) -> TargetRole {
        self.role.as_ref().map_or(TargetRole::Live, |role| role.value)
    }

    /// How object storage gets a new site.
    #[must_use]
    pub fn form(&self) -> TargetForm {
        self.form.as_ref().map_or(TargetForm::Keys, |form| form.value)
    }

    /// How many releases are kept, the visible one included.
    #[must_use]
    pub fn keep(&self) -> usize {
        count(self.keep.as_ref(), DEFAULT_KEEP)
    }

    /// How many days old assets stay.
    #[must_use]
    pub fn keep_days(&self) -> usize {
        count(self.keep_days.as_ref(), DEFAULT_KEEP_DAYS)
    }

    /// Each key that only one kind of target has: the key, whose it is, whether that kind needs
    /// it, and where it stands when it is there.
    #[must_use]
    pub fn own_keys(&self) -> Vec<OwnKey> {
        use TargetKind::{Folder, S3, Sftp};
        let text = |key, kind, needed, value: &Option<Spanned<String>>| OwnKey {
            key,
            kind,
            is_needed: needed,
            at: value.as_ref().map(|value| value.span),
        };
        vec![
            text("sökväg", Folder, true, &self.path),
            text("värd", Sftp, true, &self.host),
            OwnKey::of("port", Sftp, self.port.as_ref()),
            text("användare", Sftp, false, &self.user),
            text("mapp", Sftp, true, &self.folder),
            text("nyckelfil", Sftp, false, &self.identity),
            text("kända_värdar", Sftp, false, &self.known_hosts),
            OwnKey { is_needed: true, ..OwnKey::of("ändpunkt", S3, self.endpoint.as_ref()) },
            text("hink", S3, true, &self.bucket),
            text("region", S3, false, &self.region),
            text("prefix", S3, false, &self.prefix),
            OwnKey::of("form", S3, self.form.as_ref()),
            OwnKey::of("behåll_dagar", S3, self.keep_days.as_ref()),
            text("hemligheter", S3, false, &self.secrets),
        ]
    }
}

/// A key of one kind of target.
#[derive(Debug, Clone, Copy)]
pub struct OwnKey {
    /// The key.
    pub key: &'static str,
    /// The kind that has it.
    pub kind: TargetKind,
    /// Whether that kind cannot do without.
    pub is_needed: bool,
    /// Where its value stands, when it is there.
    pub at: Option<crate::base::Span>,
}

impl OwnKey {
    fn of<T>(key: &'static str, kind: TargetKind, value: Option<&Spanned<T>>) -> Self {
        Self { key, kind, is_needed: false, at: value.map(|value| value.span) }
    }
}

fn count(set: Option<&Spanned<Count>>, otherwise: u32) -> usize {
    let set = set.map_or(otherwise, |set| set.value.0.get());
    usize::try_from(set).unwrap_or(usize::MAX)
}
