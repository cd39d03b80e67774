//! `delwebb hosting SERVER`: a web server's configuration, made of this site.

use std::collections::BTreeMap;
use std::io::Read;

use rayon::prelude::*;

use crate::base::{Diagnostic, Failure, OutPath, Severity, Text};
use crate::config::BaseUrl;
use crate::hosting::{Held, Hosted, apache, caddy, headers_and_redirects, is_plain_path, nginx};
use crate::pipeline::{Site, has_errors};
use crate::present::{Format, present};
use crate::render::{Made, Output, Plan, PlanOptions};

use super::environment::Environment;
use super::options::{Common, HostingOptions, Server};
use super::site::{self, Asked};
use super::{Done, Exit, Voice, eprint, print, summary};

pub(super) fn run(
    options: &HostingOptions,
    common: &Common,
    environment: &Environment,
    voice: Voice,
) -> Done {
    for (option, path) in [
        ("--folder", &options.folder),
        ("--certificate", &options.certificate),
        ("--key", &options.key),
    ] {
        if !is_plain_path(path) {
            return Err(site::bad_argument(
                option,
                path,
                &Text::fixed(
                    "Skriv hela sökvägen på servern, från /. Bokstäver, siffror, mellanslag och - _ . går bra.",
                    "Write the whole path on the server, from /. Letters, digits, spaces and - _ . are fine.",
                ),
            ));
        }
    }
    let root = site::root(common, environment)?;
    let asked = Asked {
        theme: options.theme.clone(),
        base_url: options.base_url.clone(),
        ..Asked::default()
    };
    let site = site::open(&root, common, asked)?;
    let mut found = site.check_content();
    let plan = site.plan(PlanOptions::default());
    if !has_errors(&found) {
        match held(&site, &plan)? {
            Ok(held) => {
                told(&held, voice);
                print(&written(&hosted(&site, &held, options, voice)?, options.server));
                return Ok(Exit::Clean);
            }
            Err(faults) => found = faults,
        }
    }
    found.retain(|diagnostic| diagnostic.severity == Severity::Error);
    eprint(&present(&found, &site.source, Format::Text, voice.lang, voice.err));
    eprint(&summary::not_printed(&found, voice));
    Ok(Exit::ContentErrors)
}

fn written(hosted: &Hosted, server: Server) -> String {
    match server {
        Server::Nginx => nginx(hosted),
        Server::Apache => apache(hosted),
        Server::Caddy => caddy(hosted),
        Server::Headers => headers_and_redirects(hosted),
    }
}

/// What the finished site holds, or what is wrong with pages that cannot be made.
fn held(site: &Site, plan: &Plan<'_>) -> Result<Result<Held, Vec<Diagnostic>>, Failure> {
    let base = base(site)?;
    let look = |buffer: &mut Vec<u8>, (out, output): (&OutPath, &Output)| {
        let path = out.as_str();
        let mut held = Held::default();
        if !Held::is_of_use(path) {
            return Ok(Ok(held));
        }
        match plan.make(output, buffer) {
            Ok(Made::InBuffer) => held.look(path, buffer, &base.origin),
            Ok(Made::Bytes(bytes)) => held.look(path, bytes, &base.origin),
            Ok(Made::File(disk, _)) => {
                let mut bytes = Vec::new();
                let read = site.source.open(disk)?.read_to_end(&mut bytes);
                read.map_err(|error| {
                    Failure::io(Text::fixed("Kan inte läsa", "Cannot read"), disk, &error)
                })?;
                held.look(path, &bytes, &base.origin);
            }
            Err(fault) => return Ok(Err(site.check_fault(*fault))),
        }
        Ok(Ok(held))
    };
    let all: Result<Vec<_>, Failure> = plan.outputs().par_iter().map_init(Vec::new, look).collect();
    let (mut whole, mut faults) = (Held::default(), Vec::new());
    for one in all? {
        match one {
            Ok(held) => whole.merge(held),
            Err(found) => faults.extend(found),
        }
    }
    Ok(if faults.is_empty() { Ok(whole) } else { Err(faults) })
}

fn hosted(
    site: &Site,
    held: &Held,
    options: &HostingOptions,
    voice: Voice,
) -> Result<Hosted, Failure> {
    let base = base(site)?;
    let is_secure = base.origin.starts_with("https:");
    let model = &site.model;
    let redirects = model.aliases.iter().map(|(from, page)| {
        (from.as_str().to_owned(), model.pages[*page].address.as_str().to_owned())
    });
    Ok(Hosted {
        base,
        folder: options.folder.trim_end_matches('/').to_owned(),
        certificate: options.certificate.clone(),
        key: options.key.clone(),
        policy: held.policy(is_secure),
        redirects: redirects.collect::<BTreeMap<_, _>>(),
        lang: voice.lang,
    })
}

fn base(site: &Site) -> Result<BaseUrl, Failure> {
    let written = site.model.config.site.base_url.as_ref();
    written.and_then(|url| BaseUrl::parse(&url.value)).ok_or_else(|| {
        Failure::new(Text::fixed("Webbplatsen har ingen adress", "The site has no address"))
            .with_help(Text::fixed(
                "Skriv den i content/site.yaml: adress: \"https://exempel.se/\", eller ange --base-url.",
                "Write it in content/site.yaml: adress: \"https://example.org/\", or give --base-url.",
            ))
    })
}

/// Tells of what browsers will stop.
fn told(held: &Held, voice: Voice) {
    for (what, path) in held.stopped() {
        let name = what.name();
        let help = what.help();
        let words = Text::new(
            format!("{path}: ”{name}” stoppas i webbläsaren. {}", help.sv),
            format!("{path}: browsers stop “{name}”. {}", help.en),
        );
        eprint(&summary::warning(&words, voice));
    }
}
