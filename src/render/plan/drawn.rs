//! The pictures that the theme draws, as the plan sees them: their SVG, and what is wrong with it.

use rayon::prelude::*;

use crate::model::Part;
use crate::render::picture::{self, PictureAt, PictureTrouble};

use super::{Output, Plan, RenderFault};

impl Plan<'_> {
    /// What is wrong with the pictures that the theme draws: faults in their templates, and what
    /// comes of them. Draws nothing.
    #[must_use]
    pub fn picture_faults(&self) -> (Vec<RenderFault>, Vec<PictureTrouble>) {
        let is_usable = self.theme.engine.is_usable();
        let drawn = self.planned.outputs.values().filter_map(|output| match output {
            Output::Picture(at) if is_usable => Some(*at),
            _ => None,
        });
        let drawn: Vec<PictureAt> = drawn.collect();
        let mut troubles = self.planned.pictures.taken.clone();
        let mut faults = Vec::new();
        let found: Vec<_> = drawn.par_iter().map(|at| self.picture_fault(*at)).collect();
        for found in found {
            match found {
                Ok(trouble) => troubles.extend(trouble),
                Err(fault) => faults.push(*fault),
            }
        }
        (faults, troubles)
    }

    fn picture_fault(&self, at: PictureAt) -> Result<Option<PictureTrouble>, Box<RenderFault>> {
        let mut svg = Vec::new();
        self.picture_template(at, &mut svg)?;
        Ok(picture::trouble(self.theme, at, &svg))
    }

    /// Makes the SVG of a picture.
    pub(super) fn picture_template(
        &self,
        at: PictureAt,
        svg: &mut Vec<u8>,
    ) -> Result<(), Box<RenderFault>> {
        let template = &self.theme.pictures.all[at.picture].template;
        self.render(Part { page: at.page, number: 1 }, template, svg)?;
        Ok(())
    }
}
