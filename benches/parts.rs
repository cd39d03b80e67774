//! How long the parts of a build take, per page: `cargo bench --bench parts -- SITE`.
//!
//! Each part is measured by itself, over the whole site, once with one thread and once with
//! all. It asserts nothing. `benches/README.md` tells how to get a site and how to read this.
#![allow(clippy::disallowed_methods, clippy::print_stdout, reason = "a benchmark may")]

use std::collections::BTreeMap;
use std::env;
use std::error::Error;
use std::hint::black_box;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use rayon::prelude::*;
use rayon::{ThreadPool, ThreadPoolBuilder};

use delwebb::base::{Failure, FilePath, Lang, Severity};
use delwebb::config::Config;
use delwebb::document::markdown::Outline;
use delwebb::document::{Documents, front_matter};
use delwebb::model::{Drafts, LinkOptions, link};
use delwebb::pipeline::{Options, Site, load};
use delwebb::render::{Output, Plan, PlanOptions, commonmark};
use delwebb::source::{CONTENT, Source, is_site, read};
use delwebb::write::{Lock, OutFolder, Protected, Stopped, write};
use delwebb::yaml::read_mapping;

type Wrong = Box<dyn Error + Send + Sync>;
type Result<T> = std::result::Result<T, Wrong>;

/// Times each part is measured; the median is shown. One more goes first, unmeasured.
const ROUNDS: usize = 5;

/// How often the one page is made in a round: a single time is shorter than a clock's noise.
const REPEATED: u32 = 200;

/// After the last date of the generated site, so that no page is yet to come.
const NOW: &str = "2026-04-01T00:00:00Z";

fn main() -> Result<()> {
    // `cargo bench` adds arguments of its own.
    let given = env::args_os().skip(1).find(|word| !word.to_string_lossy().starts_with("--"));
    let Some(root) = given.or_else(|| env::var_os("DELWEBB_SITE")).map(PathBuf::from) else {
        println!("skipped: no site; say where with DELWEBB_SITE or as an argument");
        return Ok(());
    };
    if !is_site(&root) {
        println!("skipped: there is no site in {}", root.display());
        return Ok(());
    }
    let threads = std::thread::available_parallelism()?.get();
    let one = ThreadPoolBuilder::new().num_threads(1).build()?;
    let all = ThreadPoolBuilder::new().num_threads(threads).build()?;
    let site = load(source(&root)?, &options()?);
    if let Some(error) = first_error(&site) {
        println!("skipped: the site has an error: {error}");
        return Ok(());
    }
    let sheet = Sheet { pages: site.model.documents.len(), one, all };
    let bytes: usize = bodies(&site).map(str::len).sum();
    println!("{} pages with {bytes} bytes of Markdown; {ROUNDS} rounds, medians", sheet.pages);
    println!("\n| part, µs per page | 1 thread | {threads} threads |");
    println!("|---|--:|--:|");
    reading(&sheet, &root, &site)?;
    linking(&sheet, &root, &site)?;
    making(&sheet, &site)?;
    writing(&sheet, &root, &site)
}

/// What the pages' files say, before any page knows of another.
fn reading(sheet: &Sheet, root: &Path, site: &Site) -> Result<()> {
    sheet.line("read files", || timed(|| read(root)).1.map(|_| ()).map_err(failed))?;
    let files: Vec<&FilePath> = site.model.documents.iter().map(|page| &page.file).collect();
    let texts: Vec<&str> = files.iter().map(|file| site.source.text(file)).collect();
    sheet.each("front matter", &texts, |text| {
        let yaml = front_matter(text);
        black_box(read_mapping(&text[yaml.clone()], yaml.start).node.is_some());
    })?;
    let bodies: Vec<&str> = bodies(site).collect();
    sheet.each("Markdown: headings, links, slips", &bodies, |body| {
        black_box(Outline::of(body, 0, &[]).headings.len());
    })?;
    sheet.each("Markdown: HTML, plain", &bodies, |body| {
        black_box(commonmark(body).len());
    })?;
    let config = Config::read(&site.source);
    sheet.line("all of parsing", || {
        let parsed = Documents::parse(&site.source, &config);
        black_box(parsed.pages.len());
        Ok(())
    })
}

/// What takes all pages at once, and makes none.
fn linking(sheet: &Sheet, root: &Path, site: &Site) -> Result<()> {
    sheet.timed("link", || {
        let config = Config::read(&site.source);
        let documents = Documents::parse(&site.source, &config);
        let options = options()?.link;
        let (took, model) = timed(|| link(config, documents, &options));
        black_box(model.pages.len());
        Ok(took)
    })?;
    sheet.line("rules on the content", || {
        black_box(site.check_content().len());
        Ok(())
    })?;
    sheet.line("plan: cards, what pages share", || {
        black_box(site.plan(PlanOptions::default()).outputs().len());
        Ok(())
    })?;
    sheet.timed("theme, and everything above but the plan", || {
        let (source, options) = (source(root)?, options()?);
        let (took, site) = timed(|| load(source, &options));
        black_box(site.model.pages.len());
        Ok(took)
    })
}

/// Pages made, not written.
fn making(sheet: &Sheet, site: &Site) -> Result<()> {
    let plan = site.plan(PlanOptions::default());
    for (name, kind) in [("one project page", "arbete"), ("one area page", "område")] {
        if let Some(output) = page_of_kind(site, &plan, kind) {
            one_page(name, &plan, output)?;
        }
    }
    let is_page = |output: &Output| matches!(output, Output::Page(_) | Output::Redirect(_));
    let (pages, files): (Vec<&Output>, Vec<&Output>) =
        plan.outputs().values().partition(|output| is_page(output));
    sheet.line("all pages made", || make(&plan, &pages))?;
    sheet.line("all other files made", || make(&plan, &files))
}

/// The whole site made and written, where nothing was and where the same was.
fn writing(sheet: &Sheet, root: &Path, site: &Site) -> Result<()> {
    let plan = site.plan(PlanOptions::default());
    let work = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("parts-{}", std::process::id()));
    std::fs::create_dir_all(&work)?;
    // A new folder each time: nothing that was written is deleted before all is done.
    let mut number = 0;
    let cold = sheet.timed("made and written, cold", || {
        number += 1;
        write_to(root, site, &plan, &work.join(number.to_string()))
    });
    let again = cold.and_then(|()| {
        sheet.timed("made and compared, no change", || write_to(root, site, &plan, &work.join("1")))
    });
    std::fs::remove_dir_all(&work)?;
    again
}

fn write_to(root: &Path, site: &Site, plan: &Plan<'_>, folder: &Path) -> Result<Duration> {
    let protected = Protected { root: root.to_owned(), home: None };
    let folder = OutFolder::open(Path::new("public"), folder, &protected).map_err(failed)?;
    let lock = Lock::take(&folder, &|| {}).map_err(failed)?;
    let (took, written) =
        timed(|| write(plan, &site.source, &folder, &lock, &|_, _, _| {}, &mut || true));
    match written {
        Ok(_) => Ok(took),
        Err(Stopped::Failure(failure)) => Err(failed(failure)),
        Err(Stopped::Render(faults)) => {
            Err(format!("{} pages could not be made", faults.len()).into())
        }
    }
}

/// Where the results go, and what they are counted by.
struct Sheet {
    pages: usize,
    one: ThreadPool,
    all: ThreadPool,
}

impl Sheet {
    /// A line for a part that says itself how long it took.
    fn timed(&self, name: &str, mut part: impl FnMut() -> Result<Duration> + Send) -> Result<()> {
        let one = per_page(median(|| self.one.install(&mut part))?, self.pages);
        let all = per_page(median(|| self.all.install(&mut part))?, self.pages);
        println!("| {name} | {one:.2} | {all:.2} |");
        Ok(())
    }

    /// A line for a part that is all that is measured.
    fn line(&self, name: &str, mut part: impl FnMut() -> Result<()> + Send) -> Result<()> {
        self.timed(name, || {
            let (took, done) = timed(&mut part);
            done.map(|()| took)
        })
    }

    /// A line for what is done with every text by itself.
    fn each(&self, name: &str, texts: &[&str], part: impl Fn(&str) + Sync) -> Result<()> {
        self.line(name, || {
            texts.par_iter().for_each(|text| part(text));
            Ok(())
        })
    }
}

/// A line for one page, which no second thread can help with.
fn one_page(name: &str, plan: &Plan<'_>, output: &Output) -> Result<()> {
    let mut buffer = Vec::new();
    let took = median(|| {
        let (took, made) =
            timed(|| (0..REPEATED).try_for_each(|_| plan.make(output, &mut buffer).map(|_| ())));
        made.map(|()| took / REPEATED).map_err(|fault| format!("{fault:?}").into())
    })?;
    println!("| {name}, {} bytes | {:.2} | – |", buffer.len(), per_page(took, 1));
    Ok(())
}

/// The median of some rounds.
fn median(mut round: impl FnMut() -> Result<Duration>) -> Result<Duration> {
    round()?;
    let mut all = (0..ROUNDS).map(|_| round()).collect::<Result<Vec<Duration>>>()?;
    all.sort_unstable();
    Ok(all[ROUNDS / 2])
}

fn timed<T>(part: impl FnOnce() -> T) -> (Duration, T) {
    let begun = Instant::now();
    let made = part();
    (begun.elapsed(), made)
}

/// Microseconds for each of `pages`.
#[allow(clippy::cast_precision_loss, reason = "no site has that many pages")]
fn per_page(took: Duration, pages: usize) -> f64 {
    took.as_secs_f64() * 1e6 / pages.max(1) as f64
}

fn make(plan: &Plan<'_>, outputs: &[&Output]) -> Result<()> {
    let made = outputs
        .par_iter()
        .map_init(Vec::new, |buffer, output| {
            plan.make(output, buffer).map(|_| black_box(buffer.len()))
        })
        .filter_map(std::result::Result::err)
        .find_any(|_| true);
    made.map_or(Ok(()), |fault| Err(format!("could not be made: {fault:?}").into()))
}

/// The page in the middle of all of that kind.
fn page_of_kind<'a>(site: &Site, plan: &'a Plan<'_>, kind: &str) -> Option<&'a Output> {
    let by_file: BTreeMap<&FilePath, usize> = (0..site.model.pages.len())
        .filter_map(|page| Some((&site.model.document_of(page)?.file, page)))
        .collect();
    let of_kind = site.model.documents.iter().filter(|page| page.route.kind == kind);
    let pages: Vec<usize> = of_kind.filter_map(|page| by_file.get(&page.file).copied()).collect();
    let page = *pages.get(pages.len() / 2)?;
    plan.outputs().get(&site.model.pages[page].address.out_path())
}

/// The Markdown of every page.
fn bodies(site: &Site) -> impl Iterator<Item = &str> {
    site.model.documents.iter().map(|page| &site.source.text(&page.file)[page.body.clone()])
}

fn first_error(site: &Site) -> Option<String> {
    let found = site.check_content();
    let error = found.iter().find(|found| found.severity == Severity::Error)?;
    Some(format!("{} in {}", error.code, error.place.file))
}

/// The files of the site, read as a build does.
fn source(root: &Path) -> Result<Source> {
    let source = read(root).map_err(failed)?;
    if source.below(CONTENT).next().is_none() {
        return Err("the site is empty".into());
    }
    Ok(source)
}

fn options() -> Result<Options> {
    let link = LinkOptions { now: NOW.parse()?, drafts: Drafts::LeftOut };
    Ok(Options { link, theme: None, base_url: None, strict: false })
}

#[allow(clippy::needless_pass_by_value, reason = "`map_err` hands it over")]
fn failed(failure: Failure) -> Wrong {
    failure.words(Lang::En).into()
}
