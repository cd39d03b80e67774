//! What writers are told of kinds, registers and rules: new files, schemas, explanations and
//! reference pages, all from the definitions that read the content.

mod body_guide;
mod components;
mod editor;
mod example;
mod explain;
mod faults;
mod flow;
mod json_schema;
mod place;
mod reference;
mod schema;
mod skeleton;
mod topic;

pub use components::component_page;
pub use editor::{EditorFile, editor_files};
pub use explain::{explain, rule_list, rule_named};
pub use faults::{FaultGroup, fault_groups, fault_page};
pub use flow::{in_flow, in_line};
pub use place::{NewPage, NoPlace, place_of};
pub use reference::topic_page;
pub use schema::{Known, schema};
pub use skeleton::skeleton;
pub use topic::{Topic, makeable, makeable_named, topics};
