//! What the service's answers mean, in words for whoever publishes.

use std::io;

use super::super::{Trouble, TroubleKind};
use super::address::Address;
use super::answer::Answer;
use super::ask::Asked;
use crate::base::{Failure, Text, printable_line};
use crate::net::Fault;

/// What a request is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Deed {
    /// Reading an object.
    Read,
    /// Listing objects.
    List,
    /// Writing an object.
    Write,
    /// Copying an object.
    Copy,
    /// Removing objects.
    Remove,
}

impl Deed {
    /// What could not be done.
    fn failed(self, key: &str) -> Text {
        let key = printable_line(key);
        let (sv, en) = match self {
            Self::Read => ("läsa", "read"),
            Self::List => ("lista", "list"),
            Self::Write => ("skriva", "write"),
            Self::Copy => ("kopiera", "copy"),
            Self::Remove => ("ta bort", "remove"),
        };
        if key.is_empty() {
            return Text::new(
                format!("Det gick inte att {sv} filer i objektlagringen."),
                format!("Could not {en} files in the object storage."),
            );
        }
        Text::new(
            format!("Det gick inte att {sv} ”{key}” i objektlagringen."),
            format!("Could not {en} \"{key}\" in the object storage."),
        )
    }

    /// The right that it takes.
    const fn right(self) -> &'static str {
        match self {
            Self::Read => "s3:GetObject",
            Self::List => "s3:ListBucket",
            Self::Write => "s3:PutObject",
            Self::Copy => "s3:GetObject, s3:PutObject",
            Self::Remove => "s3:DeleteObject",
        }
    }
}

/// A trouble with what could not be done, why, and what to do.
fn trouble(kind: TroubleKind, what: Text, cause: Text, help: Text) -> Trouble {
    let failure = Failure { cause: Some(cause), ..Failure::new(what) };
    Trouble::new(kind, failure.with_help(help))
}

/// An answer that says no.
pub(super) fn refused(address: &Address, deed: Deed, key: &str, answer: &Answer) -> Trouble {
    let what = deed.failed(key);
    let found = of_place(address, answer).or_else(|| of_key(answer.code()));
    if let Some((cause, help)) = found {
        return trouble(TroubleKind::Refused, what, cause, help);
    }
    let (code, status) = (printable_line(answer.code()), answer.status);
    let word = if code.is_empty() { status.to_string() } else { format!("{status} {code}") };
    let (bucket, host) = (&address.bucket, &address.authority);
    let (kind, cause, help) = match (answer.code(), status) {
        ("QuotaExceeded" | "InsufficientCapacity" | "XMinioStorageFull", _) | (_, 507) => (
            TroubleKind::Full,
            Text::fixed("Lagringen är full.", "The storage is full."),
            Text::fixed(
                "Be den som sköter lagringen om mer plats. Webbplatsen är som förut.",
                "Ask whoever runs the storage for more room. The site is as it was.",
            ),
        ),
        (_, 401 | 403) => (
            TroubleKind::Refused,
            Text::new(
                format!("Nyckeln saknar rättigheten {} i hinken {bucket} ({word}).", deed.right()),
                format!(
                    "The key lacks the right {} in the bucket {bucket} ({word}).",
                    deed.right()
                ),
            ),
            Text::fixed(
                "Be den som sköter lagringen om s3:ListBucket för hinken och s3:GetObject, \
                 s3:PutObject och s3:DeleteObject för det som ligger i den.",
                "Ask whoever runs the storage for s3:ListBucket on the bucket and s3:GetObject, \
                 s3:PutObject and s3:DeleteObject on what is in it.",
            ),
        ),
        (_, 408 | 429 | 500..) => (
            TroubleKind::Unreachable,
            Text::new(
                format!("{host} svarade {word}, också efter {} försök.", answer.tried),
                format!("{host} answered {word}, also after {} tries.", answer.tried),
            ),
            Text::fixed(
                "Vänta en stund och kör igen. Det som redan har skickats finns kvar.",
                "Wait a while and run again. What has been sent is still there.",
            ),
        ),
        _ => (
            TroubleKind::Other,
            Text::new(format!("{host} svarade {word}."), format!("{host} answered {word}.")),
            Text::fixed(
                "Se efter att `ändpunkt:` i site.yaml är adressen till lagringen.",
                "See that `ändpunkt:` in site.yaml is the address of the storage.",
            ),
        ),
    };
    trouble(kind, what, cause, help)
}

/// An answer that says that the bucket is not there: why, and what to do.
fn of_place(address: &Address, answer: &Answer) -> Option<(Text, Text)> {
    let (bucket, host) = (&address.bucket, &address.authority);
    let region = printable_line(answer.region());
    match (answer.code(), answer.status) {
        ("NoSuchBucket", _) => Some((
            Text::new(
                format!("Det finns ingen hink som heter {bucket} hos {host}."),
                format!("There is no bucket called {bucket} at {host}."),
            ),
            Text::fixed(
                "Rätta `hink:` eller `ändpunkt:` i site.yaml, eller skapa hinken först.",
                "Correct `hink:` or `ändpunkt:` in site.yaml, or create the bucket first.",
            ),
        )),
        ("AuthorizationHeaderMalformed" | "PermanentRedirect" | "TemporaryRedirect", _)
        | (_, 301 | 307 | 308) => Some((
            if region.is_empty() {
                Text::fixed(
                    "Hinken ligger inte i den region eller på den adress som är inställd.",
                    "The bucket is not in the region or at the address that is set.",
                )
            } else {
                Text::new(
                    format!("Hinken ligger i regionen {region}."),
                    format!("The bucket is in the region {region}."),
                )
            },
            Text::fixed(
                "Rätta `region:` och `ändpunkt:` i site.yaml.",
                "Correct `region:` and `ändpunkt:` in site.yaml.",
            ),
        )),
        _ => None,
    }
}

/// The service's word for a key that it does not take: why, and what to do.
fn of_key(code: &str) -> Option<(Text, Text)> {
    Some(match code {
        "InvalidAccessKeyId" => (
            Text::fixed(
                "Lagringen känner inte till nyckeln.",
                "The storage does not know the key.",
            ),
            Text::fixed(
                "Se efter att nyckeln i miljön är den rätta, och att den inte är spärrad.",
                "See that the key in the environment is the right one, and not revoked.",
            ),
        ),
        "SignatureDoesNotMatch" => (
            Text::fixed(
                "Hemligheten hör inte till nyckeln.",
                "The secret does not belong to the key.",
            ),
            Text::fixed(
                "Se efter att hela hemligheten har kommit med. Rätta annars `region:` i site.yaml.",
                "See that the whole secret is there. Otherwise correct `region:` in site.yaml.",
            ),
        ),
        "ExpiredToken" | "InvalidToken" => (
            Text::fixed(
                "Den tillfälliga nyckeln gäller inte längre.",
                "The temporary key is no longer valid.",
            ),
            Text::fixed("Hämta en ny och kör igen.", "Get a new one and run again."),
        ),
        "RequestTimeTooSkewed" => (
            Text::fixed(
                "Datorns klocka går fel, och lagringen sa inte vad dess egen visar.",
                "This machine's clock is wrong, and the storage did not say what its own shows.",
            ),
            Text::fixed("Ställ klockan och kör igen.", "Set the clock and run again."),
        ),
        _ => return None,
    })
}

/// An answer that is none of an S3 service.
pub(super) fn odd(address: &Address, deed: Deed, key: &str) -> Trouble {
    let host = &address.authority;
    trouble(
        TroubleKind::Other,
        deed.failed(key),
        Text::new(
            format!("Det som {host} svarade går inte att läsa som ett svar från en S3-lagring."),
            format!("What {host} answered cannot be read as the answer of an S3 storage."),
        ),
        Text::fixed(
            "Se efter att `ändpunkt:` i site.yaml är adressen till lagringen, och inte till en sida.",
            "See that `ändpunkt:` in site.yaml is the address of the storage, not of a page.",
        ),
    )
}

/// No answer.
pub(super) fn no_answer(address: &Address, asked: &Asked<'_>, fault: Fault, tried: u32) -> Trouble {
    let host = &address.authority;
    let (sv, en) = match fault {
        Fault::NoHost => ("det finns ingen server med det namnet", "there is no host of that name"),
        Fault::Slow => ("inget svar kom i tid", "no answer came in time"),
        Fault::Refused => ("servern tar inte emot anslutningar", "it refuses connections"),
        Fault::Closed => ("förbindelsen bröts", "the connection broke"),
        Fault::Tls => ("förbindelsen gick inte att göra säker", "no safe connection could be made"),
        Fault::Garbled => ("svaret gick inte att läsa", "the answer could not be read"),
        Fault::Unreachable => ("servern gick inte att nå", "it could not be reached"),
    };
    let kind = if fault == Fault::Tls { TroubleKind::Untrusted } else { TroubleKind::Unreachable };
    let help = match fault {
        Fault::Tls => Text::fixed(
            "Se efter att `ändpunkt:` är rätt. Har servern ett eget certifikat ska datorn lita på \
             den som har utfärdat det.",
            "See that `ändpunkt:` is right. If the server has a certificate of its own, this \
             machine has to trust its issuer.",
        ),
        Fault::NoHost => Text::fixed(
            "Rätta `ändpunkt:` i site.yaml, eller se efter att datorn har nätverk.",
            "Correct `ändpunkt:` in site.yaml, or see that this machine has a network.",
        ),
        _ => Text::fixed(
            "Kör igen när nätverket fungerar. Det som redan har skickats finns kvar.",
            "Run again when the network works. What has been sent is still there.",
        ),
    };
    let (times_sv, times_en) = if tried > 1 {
        (format!(", också efter {tried} försök"), format!(", also after {tried} tries"))
    } else {
        (String::new(), String::new())
    };
    let cause = Text::new(format!("{host}: {sv}{times_sv}."), format!("{host}: {en}{times_en}."));
    trouble(kind, asked.deed.failed(asked.key), cause, help)
}

/// A file of ours that cannot be read.
pub(super) fn unreadable(asked: &Asked<'_>, error: &io::Error) -> Trouble {
    let super::ask::Payload::Part(path, ..) = asked.payload else {
        return Trouble::new(TroubleKind::Other, Failure::new(asked.deed.failed(asked.key)));
    };
    let message = Text::fixed(
        "Filen som skulle skickas går inte att läsa",
        "The file that was to be sent cannot be read",
    );
    Trouble::io(message, path, error)
}

/// A proxy that cannot be read.
pub(super) fn no_way_out() -> Trouble {
    let message = Text::fixed(
        "Proxyns adress i miljön går inte att läsa.",
        "The address of the proxy in the environment cannot be read.",
    );
    let help = Text::fixed(
        "Skriv HTTPS_PROXY som http://proxy.exempel.se:8080.",
        "Write HTTPS_PROXY as http://proxy.example.com:8080.",
    );
    Trouble::new(TroubleKind::Other, Failure::new(message).with_help(help))
}

/// Somebody else claims the same file, all the time.
pub(super) fn contended(path: &str) -> Trouble {
    let path = printable_line(path);
    let message = Text::new(
        format!("Någon annan försöker skapa ”{path}” samtidigt."),
        format!("Somebody else tries to create \"{path}\" at the same time."),
    );
    let help = Text::fixed("Vänta en stund och kör igen.", "Wait a while and run again.");
    Trouble::new(TroubleKind::Refused, Failure::new(message).with_help(help))
}

/// A folder that holds nothing and is to be shown.
pub(super) fn nothing_there(folder: &str) -> Trouble {
    let folder = printable_line(folder);
    Trouble::new(
        TroubleKind::Other,
        Failure::new(Text::new(
            format!("Det finns ingenting i ”{folder}” att visa."),
            format!("There is nothing in \"{folder}\" to show."),
        )),
    )
}

/// Something that object storage cannot do.
pub(super) fn no_renames() -> Trouble {
    let message = Text::fixed(
        "Objektlagring kan inte byta namn på en mapp.",
        "Object storage cannot give a folder another name.",
    );
    Trouble::new(TroubleKind::Other, Failure::new(message))
}
