//! The rules. A new rule is one file here and one line in `rules!`.

use super::Rule;

macro_rules! rules {
    ($($file:ident)*) => {
        $(mod $file;)*

        /// Every rule, in order of code.
        pub const RULES: &[Rule] = &[$($file::RULE),*];
    };
}

rules! {
    a001_duplicate_address
    a002_bad_alias
    a003_no_address
    a004_start_page
    a005_wrong_edition
    a006_no_original
    a007_same_word
    a008_untidy_name
    a009_same_title
    a010_wrong_year
    b001_sums
    d001_passed_date
    d002_status_against_history
    d003_no_outcome
    d004_long_untouched
    d005_passing_words
    d006_old_edition
    d007_old_translation
    e001_broken_external_link
    e002_moved_external_link
    e003_unknown_external_link
    f001_not_utf8
    f002_too_large
    f003_bad_symlink
    f004_same_name
    f005_bad_name
    f006_stray_file
    f007_odd_text
    f008_merge_conflict
    f009_unused_picture
    f010_heavy_picture
    f011_bad_picture
    f012_live_drawing
    g001_not_reviewed
    g002_no_description
    g003_no_glossary
    g004_same_description
    h001_second_h1
    h002_heading_jump
    h003_bold_heading
    i001_taxonomy_taken
    i002_no_hyphen
    i003_target_place
    i004_same_target
    i005_security_contact
    k001_unsourced
    k002_sources_on_one_line
    k003_unreachable_key
    k004_untagged_document
    k005_two_values
    k006_later_than_source
    l001_broken_link
    l002_broken_anchor
    l003_broken_picture
    l004_unsafe_link
    l005_left_out_link
    l006_vague_link_text
    l007_no_alt_text
    l008_same_text
    l009_bare_document
    l010_old_address
    l012_orphan
    l013_says_picture
    l014_leaving_soon
    m001_raw_html
    m002_unknown_component
    m003_component_attribute
    m004_component_written_wrong
    m005_stray_fence
    m006_component_content
    m007_footnote
    m008_taken_id
    m009_empty_head
    m010_heading_braces
    m011_lost_cell
    m012_empty_heading
    m013_not_markdown
    m014_maybe_markdown
    m015_nameless_table
    m016_html_structure
    m017_unused_address
    n001_unlisted_picture
    n002_right_ends
    n003_no_such_picture
    n004_no_basis
    n005_picture_in_front_matter
    p001_plan_changed
    p002_plan_unlocked
    p003_edition_name
    p004_repeated_point
    p005_unnamed_in_plan
    r001_unknown_reference
    r002_unknown_word
    r003_left_out_reference
    r004_repeated_id
    r005_two_meanings
    r006_repeated_decision
    r007_parent_ring
    s001_hard_to_read
    s002_long_sentence
    s003_long_paragraph
    s004_officialese
    s005_other_word
    s006_slash
    s007_date_style
    s008_number_style
    s009_wrong_weekday
    s010_capitals
    s011_unexplained_abbreviation
    s012_other_language
    s013_misspelled
    t001_template_error
    t002_missing_template
    t003_unknown_theme
    t004_theme_asset
    t005_theme_option
    t006_low_contrast
    t007_missing_string
    t008_unused_string
    t009_string_blank
    t010_theme_picture
    t011_missing_letter
    u001_personal_data
    u002_personal_address
    u003_picture_traces
    u004_foreign_embed
    v001_only_by_sight
    v002_emoji_bullet
    v003_no_captions
    w001_statement_point
    w002_statement_claim
    w003_supervision_link
    w004_unknown_criterion
    x001_main_heading
    x002_page_title
    x003_page_language
    x004_main_part
    x005_repeated_page_id
    x006_broken_page_link
    x007_unreadable_data
    x008_page_picture
    x009_unlabelled_field
    x010_nameless_button
    x011_nameless_frame
    x012_unknown_role
    x013_page_heading_jump
    x014_silent_link
    x015_fixed_size
    y001_yaml_syntax
    y002_missing_fence
    y003_unknown_key
    y004_duplicate_key
    y005_wrong_shape
    y006_missing_key
    y007_bad_date
    y008_backwards
    y009_odd_sign
    y010_curly_quotes
    y011_cut_text
    y012_two_dates
    y013_not_yet
    z001_unused_silence
    z002_odd_silence
    z003_rule_setting
    z004_stale_baseline
}

/// What the rules share.
mod prelude {
    pub(super) use crate::base::{Place, Severity, Span, Text};
    #[allow(unused_imports, reason = "not every rule has a limit, or reads passages")]
    pub(super) use crate::check::{
        Example, Find, Findings, Limit, Passage, PassageKind, Rule, Stage, Standing, Subject,
    };
}
