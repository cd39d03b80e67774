//! Removing objects, in lots where the service takes lots.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use md5::{Digest, Md5};
use quick_xml::escape::escape;
use ureq::http::Method;

use super::super::abreast::each;
use super::super::{Trouble, Watch};
use super::S3;
use super::answer::not_removed;
use super::ask::{Asked, Payload};
use super::words::{self, Deed};

/// How many objects a service removes at once.
const LOT: usize = 1000;

/// Nobody.
pub(super) struct NoWatch;

impl Watch for NoWatch {
    fn sent(&self, _: u64) {}
    fn done(&self) {}
    fn is_stopped(&self) -> bool {
        false
    }
}

impl S3 {
    /// Removes objects by their keys. One that is not there is no fault.
    pub(super) fn delete(&self, keys: &[String], watch: Option<&dyn Watch>) -> Result<(), Trouble> {
        let watch = watch.unwrap_or(&NoWatch);
        if let [key] = keys {
            return self.delete_one(key, watch);
        }
        let lots: Vec<&[String]> = keys.chunks(LOT).collect();
        each(&lots, self.at_once, watch, &|lot| self.delete_lot(lot, watch))
    }

    fn delete_lot(&self, keys: &[String], watch: &dyn Watch) -> Result<(), Trouble> {
        let mut list = String::from("<Delete><Quiet>true</Quiet>");
        for key in keys {
            list.push_str(&format!("<Object><Key>{}</Key></Object>", escape(key)));
        }
        list.push_str("</Delete>");
        let asked = Asked {
            deed: Deed::Remove,
            method: Method::POST,
            key: "",
            query: &[("delete", "")],
            headers: vec![
                ("content-type", "application/xml".to_owned()),
                // The one place where services demand it.
                ("content-md5", STANDARD.encode(Md5::digest(list.as_bytes()))),
            ],
            payload: Payload::Bytes(list.as_bytes()),
        };
        let answer = self.wire.ask(&asked, Some(watch))?;
        // Some services take no lots, and some no key that XML cannot say.
        let takes_none = matches!(answer.status, 404 | 405 | 501)
            || matches!(answer.code(), "NotImplemented" | "MalformedXML");
        if takes_none && answer.code() != "NoSuchBucket" {
            return each(keys, self.at_once, watch, &|key| self.delete_one(key, watch));
        }
        if !answer.is_done() && !(200..300).contains(&answer.status) {
            return Err(words::refused(&self.wire.address, Deed::Remove, "", &answer));
        }
        let odd = || words::odd(&self.wire.address, Deed::Remove, "");
        let left = not_removed(&answer.body).ok_or_else(odd)?;
        for _ in left.len()..keys.len() {
            watch.done();
        }
        // What was busy is tried again; what may not be removed says so.
        left.iter().try_for_each(|(key, _)| self.delete_one(key, watch))
    }

    fn delete_one(&self, key: &str, watch: &dyn Watch) -> Result<(), Trouble> {
        let asked = Asked {
            deed: Deed::Remove,
            method: Method::DELETE,
            key,
            query: &[],
            headers: Vec::new(),
            payload: Payload::Bytes(b""),
        };
        let answer = self.wire.ask(&asked, Some(watch))?;
        if !answer.is_done() && answer.code() != "NoSuchKey" {
            return Err(words::refused(&self.wire.address, Deed::Remove, key, &answer));
        }
        watch.done();
        Ok(())
    }
}
