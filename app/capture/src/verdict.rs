//! What a picture of an ID lacks.

use crate::{
    Extent, Gray,
    glare::glare,
    light::{Light, light},
    sharpness::edge_width,
};

/// A picture with fewer pixels on its longer side cannot be read, whatever it shows.
pub const NARROWEST: usize = 500;
/// Below this on either side nothing can be measured.
const LEAST: usize = 64;

/// Thresholds; `CALIBRATION.md` tells how well they do.
mod limits {
    /// Where even the lights are darker than this, it is too dark; 0 to 255.
    pub(super) const DARK: f32 = 70.0;
    /// Where even ink is lighter than this, it is too bright; 0 to 255.
    pub(super) const BRIGHT: f32 = 120.0;
    /// Glare on a larger share of the card hides print.
    pub(super) const GLARE: f32 = 0.004;
    /// Wider edges are blurred; in pixels at [`WIDTH`](crate::WIDTH).
    pub(super) const BLURRED: f32 = 0.92;
    /// Print on a smaller share of the picture's width is too far away.
    pub(super) const FAR: f32 = 0.42;
}

/// What is wrong with a picture, in the order in which it is mended: in too little light nothing can be sharp.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Flaw {
    /// Too few pixels.
    Small,
    /// Too little light.
    Dark,
    /// Too much light.
    Bright,
    /// Print is lost in glare.
    Glare,
    /// The picture's edge cuts the card.
    CutOff,
    /// The card fills too little of the picture.
    Far,
    /// Out of focus, or the hand shook.
    Blurred,
}

impl Flaw {
    /// All of them.
    pub const ALL: [Self; 7] =
        [Self::Small, Self::Dark, Self::Bright, Self::Glare, Self::CutOff, Self::Far, Self::Blurred];

    /// Its name between worker and page.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Small => "small",
            Self::Dark => "dark",
            Self::Bright => "bright",
            Self::Glare => "glare",
            Self::CutOff => "cut_off",
            Self::Far => "far",
            Self::Blurred => "blurred",
        }
    }

    /// By that name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|flaw| flaw.as_str() == name)
    }
}

/// What was measured of a picture.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Measures {
    /// The width of its sharper edges, in pixels; nothing where it has none.
    pub edges: Option<f32>,
    /// The share of the card that is lost in glare, 0 to 1.
    pub glare: f32,
    /// How light its darkest hundredth is, 0 to 255: ink, on paper.
    pub ink: f32,
    /// How light its lightest tenth is, 0 to 255.
    pub lights: f32,
    /// Where the card lies; nothing where no print is seen.
    pub extent: Option<Extent>,
    /// The share of the picture's width that print takes, 0 to 1.
    pub fill: f32,
}

impl Measures {
    /// Of a picture at [`WIDTH`](crate::WIDTH); nothing of one that is too small for it.
    pub fn of(gray: &Gray) -> Option<Self> {
        if gray.width.min(gray.height) < LEAST {
            return None;
        }
        let extent = Extent::of(gray);
        let area = extent.map_or_else(|| gray.whole(), |extent| extent.area);
        let Light { ink, lights } = light(gray, area);
        let fill = area.width as f32 / gray.width as f32;
        Some(Self { edges: edge_width(gray, area), glare: glare(gray, area), ink, lights, extent, fill })
    }

    /// What to mend first, or nothing.
    pub fn flaw(&self) -> Option<Flaw> {
        let flaws = [
            (self.lights < limits::DARK, Flaw::Dark),
            (self.ink > limits::BRIGHT, Flaw::Bright),
            (self.glare > limits::GLARE, Flaw::Glare),
            (self.extent.is_some_and(|extent| extent.cut), Flaw::CutOff),
            (self.fill < limits::FAR, Flaw::Far),
            (self.edges.is_none_or(|width| width > limits::BLURRED), Flaw::Blurred),
        ];
        flaws.into_iter().find(|(is, _)| *is).map(|(_, flaw)| flaw)
    }

    /// How good a picture is, to choose the best of several: better ones have more.
    pub fn merit(&self) -> f32 {
        let sharp = limits::BLURRED / self.edges.unwrap_or(f32::INFINITY).max(0.3);
        let flawed = if self.flaw().is_some() { 10.0 } else { 0.0 };
        sharp + self.fill - 20.0 * self.glare - flawed
    }
}

/// What is wrong with a picture of this many pixels, or nothing.
pub fn look(rgba: &[u8], width: usize, height: usize) -> Option<Flaw> {
    let gray = Gray::of(rgba, width, height, crate::WIDTH);
    match gray.as_ref().and_then(Measures::of) {
        Some(measures) if width.max(height) >= NARROWEST => measures.flaw(),
        _ => Some(Flaw::Small),
    }
}
