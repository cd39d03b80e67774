//! Makes a site whatever is wrong with it: `unchecked <root> <out>`.
//!
//! A build refuses what is not safe, so a build shows only half of what the pages do with it.
//! The security tests ask for the other half: what would be shown if no rule had said no.
#![allow(clippy::disallowed_methods, clippy::print_stdout, reason = "it is a test's tool")]

use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};

use delwebb::model::{Drafts, LinkOptions};
use delwebb::pipeline::{Options, load};
use delwebb::render::{Made, PlanOptions};
use delwebb::source::read;

fn main() -> Result<(), Box<dyn Error>> {
    let folders: Vec<PathBuf> = std::env::args_os().skip(1).map(PathBuf::from).collect();
    let [root, out] = folders.as_slice() else { return Err("unchecked <root> <out>".into()) };
    let source = read(root).map_err(|failure| format!("{failure:?}"))?;
    let link = LinkOptions { now: "2026-01-24T08:00:00Z".parse()?, drafts: Drafts::Shown };
    let site = load(source, &Options { link, theme: None, base_url: None, strict: false });
    if !site.theme.engine.is_usable() {
        return Err("the theme cannot be used".into());
    }
    let plan = site.plan(PlanOptions::default());
    let (mut buffer, mut made, mut failed) = (Vec::new(), 0, 0);
    for (path, output) in plan.outputs() {
        let target = path.below(out);
        fs::create_dir_all(target.parent().unwrap_or_else(|| Path::new("")))?;
        match plan.make(output, &mut buffer) {
            Ok(Made::InBuffer) => fs::write(target, &buffer)?,
            Ok(Made::Bytes(bytes)) => fs::write(target, bytes)?,
            Ok(Made::File(file, _)) => {
                fs::copy(root.join(file), target)?;
            }
            Err(fault) => {
                println!("{path}: {fault:?}");
                failed += 1;
                continue;
            }
        }
        made += 1;
    }
    println!("{made} made, {failed} not");
    Ok(())
}
