//! The requests themselves.

use std::time::Duration;

use ureq::Agent;
use ureq::http::{Method, Request};

use super::super::wait::wait;
use super::super::{Trouble, TroubleKind};
use super::{Patience, Proxy, Purge};
use crate::base::{Failure, Text, printable_line};
use crate::net::{Fault, config, fault, way_out};

/// A request with every place in it filled. It may hold secrets and is never shown.
struct Filled {
    url: String,
    method: Method,
    headers: Vec<(String, String)>,
    body: String,
}

/// What came of one.
enum Outcome {
    Done,
    /// The CDN says no.
    No(u16, Option<Duration>),
    /// No answer.
    Silent(Fault),
}

pub(super) fn send(
    purge: &Purge,
    addresses: &[String],
    environment: &dyn Fn(&str) -> Option<String>,
    (proxy, patience): (Option<&Proxy>, Patience),
    is_stopped: &dyn Fn() -> bool,
) -> Result<usize, Trouble> {
    let odd = |sv: &'static str, en: &'static str| failed(Text::fixed(sv, en), purge);
    let proxy = proxy.map(way_out).transpose();
    let proxy = proxy.map_err(|_| {
        odd("Proxyns adress går inte att läsa.", "The address of the proxy cannot be read.")
    })?;
    let silence = Some(patience.silence);
    let settings = config(concat!("delwebb/", env!("CARGO_PKG_VERSION")), proxy)
        .timeout_global(silence)
        .allow_non_standard_methods(true)
        .build();
    let agent = Agent::new_with_config(settings);
    let lots = lots(purge, addresses);
    for lot in &lots {
        let filled = fill(purge, lot, environment)?;
        let mut tried = 1;
        loop {
            let (cause, asked) = match once(&agent, &filled) {
                None => {
                    return Err(odd(
                        "Anropet går inte att sätta ihop: adressen eller en rubrik är fel skriven.",
                        "The request cannot be put together: its address or a header is wrong.",
                    ));
                }
                Some(Outcome::Done) => break,
                Some(Outcome::No(status, asked)) => {
                    let cause = Text::new(
                        format!("CDN:en svarade {status}."),
                        format!("The CDN answered {status}."),
                    );
                    if !matches!(status, 408 | 429 | 500..) {
                        return Err(failed(cause, purge));
                    }
                    (cause, asked)
                }
                Some(Outcome::Silent(fault)) => {
                    let cause = Text::fixed("CDN:en svarade inte.", "The CDN did not answer.");
                    if matches!(fault, Fault::Tls | Fault::NoHost) {
                        return Err(failed(cause, purge));
                    }
                    (cause, None)
                }
            };
            if tried >= patience.tries {
                return Err(failed(cause, purge));
            }
            if !wait(patience.pause_after(tried, asked), is_stopped) {
                return Err(Trouble::stopped());
            }
            tried += 1;
        }
    }
    Ok(lots.len())
}

/// Which addresses go with which request.
fn lots<'a>(purge: &Purge, addresses: &'a [String]) -> Vec<&'a [String]> {
    let one = "{adress}";
    let is_each = purge.url.contains(one)
        || purge.body.contains(one)
        || purge.headers.iter().any(|(_, value)| value.contains(one));
    let is_listed = purge.body.contains("{adresser}");
    match purge.at_once {
        _ if is_each => addresses.chunks(1).collect(),
        Some(most) if is_listed => addresses.chunks(most.max(1)).collect(),
        _ => vec![addresses],
    }
}

/// Puts addresses and secrets where they belong.
fn fill(
    purge: &Purge,
    lot: &[String],
    environment: &dyn Fn(&str) -> Option<String>,
) -> Result<Filled, Trouble> {
    let list = serde_json::to_string(lot).unwrap_or_default();
    let one = lot.first().map_or("", String::as_str);
    let whole = |text: &str| -> Result<String, Trouble> {
        let text = secrets(text, environment).map_err(|name| missing(&name))?;
        Ok(text.replace("{adresser}", &list).replace("{adress}", one))
    };
    let method = Method::from_bytes(purge.method.trim().to_uppercase().as_bytes());
    let method = method.map_err(|_| {
        failed(Text::fixed("`metod:` är ingen metod.", "`metod:` is no method."), purge)
    })?;
    if !purge.body.is_empty() && !matches!(method, Method::POST | Method::PUT | Method::PATCH) {
        let cause = Text::fixed(
            "`kropp:` kan bara skickas med POST, PUT eller PATCH.",
            "`kropp:` can only be sent with POST, PUT or PATCH.",
        );
        return Err(failed(cause, purge));
    }
    let headers = purge.headers.iter().map(|(name, value)| Ok((name.clone(), whole(value)?)));
    Ok(Filled {
        url: whole(&purge.url)?,
        method,
        headers: headers.collect::<Result<_, Trouble>>()?,
        body: whole(&purge.body)?,
    })
}

/// A text with what variables hold in the place of their names; the name of one that is missing.
fn secrets(text: &str, environment: &dyn Fn(&str) -> Option<String>) -> Result<String, String> {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("${") {
        let Some((name, after)) = after.split_once('}') else { break };
        out.push_str(before);
        out.push_str(&environment(name).ok_or_else(|| name.to_owned())?);
        rest = after;
    }
    out.push_str(rest);
    Ok(out)
}

/// Sends one; nothing when it is no request.
fn once(agent: &Agent, filled: &Filled) -> Option<Outcome> {
    let mut request = Request::builder().method(filled.method.clone()).uri(&filled.url);
    let is_typed = filled.headers.iter().any(|(name, _)| name.eq_ignore_ascii_case("content-type"));
    if !filled.body.is_empty() && !is_typed {
        request = request.header("content-type", "application/json");
    }
    for (name, value) in &filled.headers {
        request = request.header(name, value);
    }
    // Some services refuse a POST that does not say how long it is.
    let has_length = matches!(filled.method, Method::POST | Method::PUT | Method::PATCH);
    let answer = if filled.body.is_empty() && !has_length {
        agent.run(request.body(()).ok()?)
    } else {
        agent.run(request.body(filled.body.as_str()).ok()?)
    };
    Some(match answer {
        Ok(answer) if answer.status().is_success() => Outcome::Done,
        Ok(answer) => {
            let asked = answer.headers().get("retry-after").and_then(|value| value.to_str().ok());
            let asked = asked.and_then(|value| value.trim().parse().ok()).map(Duration::from_secs);
            Outcome::No(answer.status().as_u16(), asked)
        }
        Err(error) => Outcome::Silent(fault(&error)),
    })
}

/// A variable that is not there.
fn missing(name: &str) -> Trouble {
    let name = printable_line(name);
    let message = Text::new(
        format!("Variabeln {name} som `rensa_cdn:` använder finns inte i miljön."),
        format!("The variable {name} that `rensa_cdn:` uses is not in the environment."),
    );
    Trouble::new(TroubleKind::Other, Failure::new(message).with_help(help()))
}

fn failed(cause: Text, purge: &Purge) -> Trouble {
    // Only the host: the rest of an address may hold a secret.
    let host = url::Url::parse(&purge.url).ok();
    let host = host.as_ref().and_then(url::Url::host_str).unwrap_or("rensa_cdn");
    let host = printable_line(host);
    let message = Text::new(
        format!("CDN:en ({host}) kunde inte rensas."),
        format!("The CDN ({host}) could not be purged."),
    );
    let failure = Failure { cause: Some(cause), ..Failure::new(message) };
    Trouble::new(TroubleKind::Other, failure.with_help(help()))
}

fn help() -> Text {
    Text::fixed(
        "Webbplatsen är publicerad. Besökare kan få de gamla sidorna tills CDN:en hämtar dem på \
         nytt; rensa den för hand om det brådskar.",
        "The site is published. Visitors may get the old pages until the CDN fetches them anew; \
         purge it by hand if it is urgent.",
    )
}
