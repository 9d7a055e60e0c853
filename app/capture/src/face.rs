//! From the faces that a detector found in a frame to what somebody should do before the camera. Guidance, never a
//! judgement: a printed face passes as well as a living one, and telling them apart is the identity vendor's work.

use crate::{Area, Gray, light::light, sharpness::edge_width};

/// In which squares faces are looked for, the middle of a frame, in pixels.
pub const FACE_SIDE: usize = 240;

/// How the face shall be turned.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Turn {
    /// To the camera.
    Ahead,
    /// To the person's own left.
    Left,
    /// To the person's own right.
    Right,
}

/// A square around a face, in shares of the square that was looked at.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Face {
    /// Its middle, across.
    pub x: f32,
    /// Its middle, down.
    pub y: f32,
    /// Its side.
    pub side: f32,
}

/// What is seen in one frame.
#[derive(Clone, Debug, PartialEq)]
pub struct Sight {
    /// The faces, the largest first.
    pub faces: Vec<Face>,
    /// How light the lighter parts are, 0 to 255: of the face, or without one of the frame.
    pub lights: f32,
    /// How light the darkest are.
    pub ink: f32,
    /// The width of the face's sharper edges, in pixels; nothing where it has none.
    pub edges: Option<f32>,
}

/// Thresholds; `CALIBRATION.md` tells how well they do.
mod limits {
    /// Where even the lights are darker than this, it is too dark. Dark skin in fair light is lighter.
    pub(super) const DARK: f32 = 42.0;
    /// Where even hair, lashes and nostrils are lighter than this, it is too bright.
    pub(super) const BRIGHT: f32 = 130.0;
    /// Wider edges are blurred.
    pub(super) const BLURRED: f32 = 1.3;
    /// A smaller face is too far away, a larger one too close.
    pub(super) const FAR: f32 = 0.27;
    pub(super) const CLOSE: f32 = 0.72;
    /// A face farther from the middle than this is beside it.
    pub(super) const ASIDE: f32 = 0.17;
    /// A face nearer to the edge than this is cut.
    pub(super) const EDGE: f32 = 0.03;
    /// A face that moved by more from one frame to the next does not hold still.
    pub(super) const MOVED: f32 = 0.05;
    /// A head that is turned moves its face by at least this share of its side, or hides it.
    pub(super) const TURNED: f32 = 0.09;
    /// A second face that is smaller than this share of the first stands far behind, or is none.
    pub(super) const BEHIND: f32 = 0.4;
    /// What was right a moment ago may be off by so much more: hints must not flicker.
    pub(super) const SLACK: f32 = 0.03;
}

/// What to do, in the order in which it is done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum FaceHint {
    /// What sees faces is not here yet.
    Loading,
    /// It does not come: there will be no hints.
    Unseen,
    /// Too little light.
    Dark,
    /// Too much light.
    Bright,
    /// Nobody is seen.
    NoFace,
    /// More than one person is seen.
    Several,
    /// Too close.
    Close,
    /// The frame's edge cuts the face.
    CutOff,
    /// Too far away.
    Far,
    /// The face is too far to the person's right, which is the frame's left.
    AsideRight,
    /// It is too far to their left.
    AsideLeft,
    /// It is too high up.
    High,
    /// It is too low.
    Low,
    /// Out of focus, or the hand shakes.
    Blurred,
    /// Look at the camera.
    LookAhead,
    /// Turn the head to one's own left.
    TurnLeft,
    /// Turn the head to one's own right.
    TurnRight,
    /// All is well, but for its moving.
    HoldStill,
}

impl FaceHint {
    /// All of them.
    pub const ALL: [Self; 18] = [
        Self::Loading,
        Self::Unseen,
        Self::Dark,
        Self::Bright,
        Self::NoFace,
        Self::Several,
        Self::Close,
        Self::CutOff,
        Self::Far,
        Self::AsideRight,
        Self::AsideLeft,
        Self::High,
        Self::Low,
        Self::Blurred,
        Self::LookAhead,
        Self::TurnLeft,
        Self::TurnRight,
        Self::HoldStill,
    ];

    /// Its name between worker and page.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Loading => "loading",
            Self::Unseen => "unseen",
            Self::Dark => "dark",
            Self::Bright => "bright",
            Self::NoFace => "no_face",
            Self::Several => "several",
            Self::Close => "close",
            Self::CutOff => "cut_off",
            Self::Far => "far",
            Self::AsideRight => "aside_right",
            Self::AsideLeft => "aside_left",
            Self::High => "high",
            Self::Low => "low",
            Self::Blurred => "blurred",
            Self::LookAhead => "look_ahead",
            Self::TurnLeft => "turn_left",
            Self::TurnRight => "turn_right",
            Self::HoldStill => "hold_still",
        }
    }

    /// By that name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|hint| hint.as_str() == name)
    }
}

impl Sight {
    /// Of the middle of a frame, and the faces that were found in it.
    #[must_use]
    pub fn of(gray: &Gray, mut faces: Vec<Face>) -> Self {
        faces.sort_by(|one, other| other.side.total_cmp(&one.side));
        let face = faces.first().and_then(|face| face.area(gray));
        let seen = light(gray, face.unwrap_or_else(|| gray.whole()));
        let edges = face.and_then(|area| edge_width(gray, area));
        Self { faces, lights: seen.lights, ink: seen.ink, edges }
    }

    /// How sharp and near a face is, to choose the best of several frames: better ones have more.
    #[must_use]
    pub fn merit(&self) -> f32 {
        let near = self.faces.first().map_or(0.0, |face| face.side);
        near + limits::BLURRED / self.edges.unwrap_or(f32::INFINITY).max(0.3)
    }

    /// Whether there is too little light, `slack` less being enough.
    #[must_use]
    pub fn is_dark(&self, slack: f32) -> bool {
        self.lights < limits::DARK * (1.0 - slack)
    }

    /// What is wrong with where the face is and how it is lit, `slack` more being allowed; nothing when all is well.
    fn flaw(&self, slack: f32) -> Option<FaceHint> {
        if self.is_dark(slack) {
            return Some(FaceHint::Dark);
        }
        if self.ink > limits::BRIGHT * (1.0 + slack) {
            return Some(FaceHint::Bright);
        }
        let Some(face) = self.faces.first() else { return Some(FaceHint::NoFace) };
        let others = self.faces.iter().skip(1).any(|other| other.side > limits::BEHIND * face.side);
        let room = face.x.min(1.0 - face.x).min(face.y.min(1.0 - face.y)) - face.side / 2.0;
        let aside = limits::ASIDE + slack;
        let flaws = [
            (others, FaceHint::Several),
            (face.side > limits::CLOSE + slack, FaceHint::Close),
            (room < limits::EDGE - slack, FaceHint::CutOff),
            (face.side < limits::FAR - slack, FaceHint::Far),
            (face.x - 0.5 < -aside, FaceHint::AsideRight),
            (face.x - 0.5 > aside, FaceHint::AsideLeft),
            (face.y - 0.5 < -aside, FaceHint::High),
            (face.y - 0.5 > aside, FaceHint::Low),
            (self.edges.is_none_or(|edges| edges > limits::BLURRED * (1.0 + slack)), FaceHint::Blurred),
        ];
        flaws.into_iter().find(|(is, _)| *is).map(|(_, hint)| hint)
    }
}

impl Face {
    /// Around these pixels of a square of [`FACE_SIDE`]: from the left and from above, so wide and so high.
    #[must_use]
    pub fn around((left, top): (i32, i32), (wide, high): (u32, u32)) -> Self {
        let share = |pixels: f32| pixels / FACE_SIDE as f32;
        let (wide, high) = (wide as f32, high as f32);
        let (x, y) = (share(left as f32 + wide / 2.0), share(top as f32 + high / 2.0));
        Self { x, y, side: share(wide.max(high)) }
    }

    /// Its square in pixels; nothing where that is outside, or too small to measure.
    fn area(self, gray: &Gray) -> Option<Area> {
        const LEAST: usize = 16;
        let within = |middle: f32, whole: usize| {
            let at = |share: f32| ((share * whole as f32).max(0.0) as usize).min(whole);
            let (from, to) = (at(middle - self.side / 2.0), at(middle + self.side / 2.0));
            (to >= from + LEAST).then(|| (from, to - from))
        };
        let ((left, width), (top, height)) = (within(self.x, gray.width)?, within(self.y, gray.height)?);
        Some(Area { left, top, width, height })
    }

    const fn far_from(self, other: Self) -> f32 {
        (self.x - other.x).abs().max((self.y - other.y).abs()).max((self.side - other.side).abs())
    }
}

/// What was seen over time, for one pose.
#[derive(Clone, Debug)]
pub struct FaceWatch {
    turn: Turn,
    /// Where the face was in the frame before.
    before: Option<Face>,
    /// Where it was when it looked ahead, since when a head may turn.
    ahead: Option<Face>,
    /// Whether all was well then, but for its moving.
    well: bool,
}

impl FaceWatch {
    /// For a face turned so.
    #[must_use]
    pub const fn new(turn: Turn) -> Self {
        Self { turn, before: None, ahead: None, well: false }
    }

    /// How the face shall be turned.
    #[must_use]
    pub const fn turn(&self) -> Turn {
        self.turn
    }

    /// What to do after this frame; nothing, and it may be taken.
    pub fn see(&mut self, sight: &Sight) -> Option<FaceHint> {
        let flaw = sight.flaw(if self.well { limits::SLACK } else { 0.0 });
        let now = sight.faces.first().copied();
        let hint = match self.turn {
            Turn::Ahead => flaw.or_else(|| self.moves(now).then_some(FaceHint::HoldStill)),
            Turn::Left => self.turning(now, flaw, FaceHint::TurnLeft),
            Turn::Right => self.turning(now, flaw, FaceHint::TurnRight),
        };
        self.well = matches!(hint, None | Some(FaceHint::HoldStill));
        self.before = now;
        hint
    }

    fn moves(&self, now: Option<Face>) -> bool {
        self.before.zip(now).is_none_or(|(before, now)| before.far_from(now) >= limits::MOVED)
    }

    /// A detector of faces from the front loses one that turns, or sees it move: either counts, once it looked ahead. In
    /// a frame, which is no mirror, a face that turns to the person's left moves to the right.
    fn turning(&mut self, now: Option<Face>, flaw: Option<FaceHint>, wish: FaceHint) -> Option<FaceHint> {
        let Some(ahead) = self.ahead else {
            return Some(match flaw {
                None => {
                    self.ahead = now;
                    wish
                }
                // Still turned from the pose before.
                Some(FaceHint::NoFace) => FaceHint::LookAhead,
                Some(flaw) => flaw,
            });
        };
        if let Some(FaceHint::Dark | FaceHint::Bright | FaceHint::Several) = flaw {
            return flaw;
        }
        let turned = match now {
            None => true,
            Some(now) if self.turn == Turn::Left => now.x - ahead.x > limits::TURNED * ahead.side,
            Some(now) => ahead.x - now.x > limits::TURNED * ahead.side,
        };
        if !turned {
            return Some(wish);
        }
        (now.is_some() && self.moves(now)).then_some(FaceHint::HoldStill)
    }
}
