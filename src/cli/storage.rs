//! Object storage and the CDN in front of it, from `site.yaml` and the environment.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::read_to_string;
use std::path::Path;

use crate::base::{Failure, Text};
use crate::config::PublishTarget;
use crate::host::{self, Headers, Patience, S3Place, Secret, Watch};
use crate::hosting::{cache_control, content_type};
use crate::publish::{FileKind, Release};

use super::environment::Environment;
use super::place::Place;

/// How many addresses a CDN is asked to forget at once: what the least patient of them takes.
const PURGED_AT_ONCE: usize = 30;

/// Words that are not in the site: in the environment, or in a file outside the site's folder
/// with `NAMN=värde` on each line.
pub(super) struct Secrets<'a> {
    environment: &'a Environment,
    file: BTreeMap<String, Secret>,
}

impl<'a> Secrets<'a> {
    /// Reads the file, when there is one.
    pub fn open(place: &Place, root: &Path, environment: &'a Environment) -> Result<Self, Failure> {
        let Some(path) = &place.settings.secrets else {
            return Ok(Self { environment, file: BTreeMap::new() });
        };
        let path = environment.file(root, &path.value);
        let message = Text::fixed(
            "Filen med hemligheter går inte att läsa",
            "The file with secrets cannot be read",
        );
        let real = path.canonicalize().map_err(|e| Failure::io(message.clone(), &path, &e))?;
        if root.canonicalize().is_ok_and(|root| real.starts_with(root)) {
            return Err(Failure::new(Text::fixed(
                "Filen med hemligheter ligger i webbplatsens mapp",
                "The file with secrets is in the site's folder",
            ))
            .at(&path)
            .with_help(Text::fixed(
                "Flytta den därifrån, så att den inte delas med andra, och rätta hemligheter i site.yaml.",
                "Move it out of there, so that it is not shared, and correct hemligheter in site.yaml.",
            )));
        }
        let text = File::open(&real).and_then(read_to_string);
        let text = text.map_err(|error| Failure::io(message, &path, &error))?;
        let file = text
            .lines()
            .filter(|line| !line.trim_start().starts_with('#'))
            .filter_map(|line| line.split_once('='))
            .map(|(name, value)| {
                let value = value.trim().trim_matches(['"', '\'']);
                (name.trim().to_owned(), Secret::new(value))
            })
            .collect();
        Ok(Self { environment, file })
    }

    /// What `name` stands for. The environment comes first.
    pub fn get(&self, name: &str) -> Option<String> {
        let in_file = || self.file.get(name).map(|secret| secret.reveal().to_owned());
        self.environment.variable(name).or_else(in_file)
    }
}

/// Object storage as a target describes it.
pub(super) fn place(
    place: &Place,
    secrets: &Secrets<'_>,
    environment: &Environment,
) -> Result<S3Place, Failure> {
    let settings: &PublishTarget = &place.settings;
    let own = place.name.to_uppercase().replace('-', "_");
    let key_names = [format!("DELWEBB_{own}_NYCKEL"), "AWS_ACCESS_KEY_ID".to_owned()];
    let secret_names = [format!("DELWEBB_{own}_HEMLIGHET"), "AWS_SECRET_ACCESS_KEY".to_owned()];
    let first = |names: &[String]| names.iter().find_map(|name| secrets.get(name));
    let (Some(key), Some(secret)) = (first(&key_names), first(&secret_names)) else {
        let ([key, _], [secret, _]) = (&key_names, &secret_names);
        return Err(Failure::new(Text::new(
            format!("Nyckeln till lagringen saknas för målet {}", place.name),
            format!("The key to the storage is missing for the target {}", place.name),
        ))
        .with_help(Text::new(
            format!("Sätt {key} och {secret} i miljön, eller i filen som hemligheter: pekar ut."),
            format!("Set {key} and {secret} in the environment, or in the file at hemligheter:."),
        )));
    };
    let text = |value: &Option<crate::base::Spanned<String>>| {
        value.as_ref().map(|value| value.value.clone()).unwrap_or_default()
    };
    let region = text(&settings.region);
    let endpoint = settings.endpoint.as_ref().map(|url| url.value.0.clone());
    Ok(S3Place {
        endpoint: endpoint.unwrap_or_default(),
        bucket: text(&settings.bucket),
        region: if region.is_empty() { "us-east-1".to_owned() } else { region },
        prefix: text(&settings.prefix),
        key,
        secret: Secret::new(secret),
        token: secrets.get("AWS_SESSION_TOKEN").map(Secret::new),
        proxy: environment.proxy.clone(),
        at_once: S3Place::AT_ONCE,
        patience: Patience::default(),
    })
}

/// How the file at `path` on a host is handed out. Where whole releases are kept, the path begins
/// with that of the release.
pub(super) fn headers(path: &str) -> Headers<'static> {
    let in_release = path.strip_prefix("releases/").and_then(|rest| rest.split_once('/'));
    let path = in_release.map_or(path, |(_, path)| path);
    Headers {
        content_type: content_type(path),
        cache_control: cache_control(path),
        ..Headers::default()
    }
}

/// The addresses whose bytes are others than before, as visitors ask for them.
pub(super) fn changed(live: Option<&Release>, new: &Release) -> Vec<String> {
    let nothing = BTreeMap::new();
    let before = live.map_or(&nothing, |live| &live.files);
    let is_other = |path: &str| {
        before.get(path).map(|file| &file.sha256) != new.files.get(path).map(|file| &file.sha256)
    };
    let all: std::collections::BTreeSet<&String> = before.keys().chain(new.files.keys()).collect();
    all.into_iter()
        .filter(|path| is_other(path))
        // What is in them never changes under the same name.
        .filter(|path| new.files.get(*path).is_none_or(|file| file.kind != FileKind::Asset))
        .map(|path| {
            let page = path.strip_suffix("index.html").filter(|f| f.is_empty() || f.ends_with('/'));
            new.address_of(page.unwrap_or(path))
        })
        .collect()
}

/// Makes the CDN forget, when the target has one.
///
/// # Errors
/// When it does not. The site is published all the same.
pub(super) fn purge(
    place: &Place,
    addresses: &[String],
    secrets: &Secrets<'_>,
    environment: &Environment,
    watch: &dyn Watch,
) -> Result<(), Failure> {
    let Some(purge) = &place.settings.purge else { return Ok(()) };
    let purge = &purge.value;
    let described = host::Purge {
        url: purge.url.as_ref().map(|url| url.value.0.clone()).unwrap_or_default(),
        method: purge.method.as_ref().map_or_else(|| "POST".to_owned(), |m| m.value.clone()),
        headers: purge.header_lines(),
        body: purge.body.as_ref().map(|body| body.value.0.clone()).unwrap_or_default(),
        at_once: Some(PURGED_AT_ONCE),
    };
    let way = (environment.proxy.as_ref(), Patience::default());
    let is_stopped = || watch.is_stopped();
    host::purge(&described, addresses, &|name| secrets.get(name), way, &is_stopped)?;
    Ok(())
}
