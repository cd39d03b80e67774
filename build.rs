//! Rebuilds the program when a file is added to what it embeds; `include_dir` alone
//! only notices files that change.

fn main() {
    println!("cargo::rerun-if-changed=themes");
    println!("cargo::rerun-if-changed=src/source/starter");
}
