//! `delwebb serve`: the site in the browser while its pages are written.

use std::io;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::sync::mpsc;

use crate::base::{Failure, Text};
use crate::config::BaseUrl;
use crate::serve::{At, Editor, Reading, Ready, Why, prepare};
use crate::source::{CONTENT, Source, THEMES};

use super::environment::Environment;
use super::options::{Common, ServeOptions};
use super::site::{self, Asked};
use super::{Done, Exit, Voice, print};

pub(super) fn run(
    options: &ServeOptions,
    common: &Common,
    environment: &Environment,
    voice: Voice,
) -> Done {
    let root = site::root(common, environment)?;
    let (theme, base_url, drafts) =
        (options.theme.clone(), options.base_url.clone(), !options.no_drafts);
    let common = common.clone();
    let stands_still = common.now.is_some();
    let clock = move || if stands_still { None } else { site::clock().ok() };
    let asked = move |source: &Source| {
        let (theme, base_url) = (theme.clone(), base_url.clone());
        site::options(source, &common, Asked { theme, base_url, drafts, strict: false })
    };
    let given = options.base_url.as_deref().and_then(BaseUrl::parse);
    let at = At {
        host: options.host.clone(),
        port: options.port,
        names: given.map(|base| host_of(&base.origin)).into_iter().collect(),
    };
    let editor = Editor::parse(&options.editor)?;
    let reading = Reading {
        root,
        options: Box::new(asked),
        lang: voice.lang,
        clock: Box::new(clock),
        polls: options.poll,
        editor,
    };
    let ready = prepare(reading, &at)?;
    let ready = ready.map_err(|error| no_port(options, &error))?;
    let address = address(&ready);
    print(&greeting(&ready, &address, options, voice));
    if options.open {
        // The port is ours already: a browser that is quick only waits a moment.
        let _ = open::that_detached(&address);
    }
    let lang = voice.lang;
    let (stop, stopped) = mpsc::channel();
    let stops = stop.clone();
    // Where it cannot be caught, Ctrl+C ends the program all the same.
    let _ = ctrlc::set_handler(move || {
        let _ = stops.send(());
    });
    ready.stand(&stopped, move |why| print(&format!("{}\n", polling(why).get(lang))));
    drop(stop);
    Ok(Exit::Clean)
}

/// That all files are looked at again and again, and why.
fn polling(why: &Why) -> Text {
    let (sv, en) = match why {
        Why::Asked => (String::new(), String::new()),
        Why::Elsewhere => (
            ": filerna ligger på en nätverksdisk, och den säger inte till om allt".into(),
            ": the files are on a network disk, which does not tell of everything".into(),
        ),
        Why::Watches => (
            ": systemet bevakar inte fler mappar (gränsen är fs.inotify.max_user_watches)".into(),
            ": the system watches no more folders (the limit is fs.inotify.max_user_watches)"
                .into(),
        ),
        Why::Instances => (
            ": systemet har inte fler bevakare (gränsen är fs.inotify.max_user_instances)".into(),
            ": the system has no more watchers (the limit is fs.inotify.max_user_instances)".into(),
        ),
        Why::Other(words) if words.is_empty() => (
            ": systemet säger inte till när filer ändras".into(),
            ": the system does not tell when files change".into(),
        ),
        Why::Other(words) => (
            format!(": systemet säger inte till när filer ändras ({words})"),
            format!(": the system does not tell when files change ({words})"),
        ),
    };
    Text::new(
        format!(
            "Ser efter fyra gånger i sekunden om någon fil har ändrats{sv}. Allt visas ändå, men lite senare."
        ),
        format!(
            "Looks four times a second whether any file has changed{en}. All is shown, only a little later."
        ),
    )
}

/// Where the start page is.
fn address(ready: &Ready) -> String {
    let at = match ready.at.ip() {
        // "Everywhere" is no place to go to.
        ip if ip.is_unspecified() => {
            SocketAddr::new(IpAddr::V4(Ipv4Addr::LOCALHOST), ready.at.port())
        }
        ip => SocketAddr::new(ip, ready.at.port()),
    };
    format!("http://{at}{}/", ready.preview.base())
}

fn greeting(ready: &Ready, address: &str, options: &ServeOptions, voice: Voice) -> String {
    let port = ready.at.port();
    let mut lines = Vec::new();
    if port != options.port && options.port != 0 {
        lines.push(Text::new(
            format!("Port {} är upptagen. Det blev {port}.", options.port),
            format!("Port {} is taken. It became {port}.", options.port),
        ));
    }
    lines.push(Text::new(format!("Förhandsgranskning: {address}"), format!("Preview: {address}")));
    let folders = format!("{CONTENT}/, {THEMES}/");
    lines.push(Text::new(format!("Följer {folders}"), format!("Follows {folders}")));
    lines.extend(ready.preview.why_polls().as_ref().map(polling));
    lines.push(Text::fixed(
        "Spara en fil, så visas sidan på nytt. Avsluta med Ctrl+C.",
        "Save a file and the page is shown anew. Stop with Ctrl+C.",
    ));
    let mut said: String =
        lines.iter().map(|line| line.get(voice.lang)).collect::<Vec<_>>().join("\n");
    said.push('\n');
    said
}

/// The host of `https://host:port`.
fn host_of(origin: &str) -> String {
    let host = origin.split_once("://").map_or(origin, |(_, host)| host);
    host.split(':').next().unwrap_or(host).to_owned()
}

fn no_port(options: &ServeOptions, error: &io::Error) -> Failure {
    let ServeOptions { host, port, .. } = options;
    let words = Text::new(
        format!("Det går inte att svara på {host}:{port}: {error}"),
        format!("Cannot answer at {host}:{port}: {error}"),
    );
    Failure::new(words).with_help(Text::fixed(
        "Välj en annan port med --port 8080, eller låt --host vara 127.0.0.1.",
        "Choose another port with --port 8080, or leave --host at 127.0.0.1.",
    ))
}
