//! How often faces are missed, and hints are wrong.

use capture::{FaceHint, Turn};

use crate::corpus::{
    Half,
    detector::Eyes,
    people::{Portrait, Scene},
};

/// A promise: what is said to pictures of such scenes.
pub struct FaceTrial {
    pub of: &'static str,
    pub scenes: &'static [Scene],
    /// What must be told of them: one of these, or nothing where there are none.
    pub told: &'static [FaceHint],
    /// The share that may be judged wrongly.
    pub wrong: f32,
}

pub const FACE_TRIALS: [FaceTrial; 10] = [
    FaceTrial { of: "a face in the oval", scenes: &[Scene::Face], told: &[], wrong: 0.02 },
    FaceTrial { of: "nobody", scenes: &[Scene::Nobody], told: &[FaceHint::NoFace], wrong: 0.02 },
    FaceTrial { of: "two people", scenes: &[Scene::Two], told: &[FaceHint::Several], wrong: 0.05 },
    FaceTrial {
        of: "blurred (4 and 6 px)",
        scenes: &[Scene::Focus(4.0), Scene::Focus(6.0)],
        // So blurred that no face is seen at all is told as that.
        told: &[FaceHint::Blurred, FaceHint::NoFace],
        wrong: 0.05,
    },
    FaceTrial {
        of: "lit (0.6 to 1)",
        scenes: &[Scene::Light(0.6), Scene::Light(0.8), Scene::Light(1.0)],
        told: &[],
        wrong: 0.02,
    },
    FaceTrial {
        of: "dark (0.06 and 0.12)",
        scenes: &[Scene::Light(0.06), Scene::Light(0.12)],
        told: &[FaceHint::Dark],
        wrong: 0.05,
    },
    FaceTrial {
        of: "washed out (0.3 of the contrast)",
        scenes: &[Scene::Washed(0.3)],
        told: &[FaceHint::Bright],
        wrong: 0.05,
    },
    FaceTrial {
        of: "far (0.12 and 0.15 of the width)",
        scenes: &[Scene::Size(0.12), Scene::Size(0.15)],
        // Smaller than a sixth of the square no face is looked for.
        told: &[FaceHint::Far, FaceHint::NoFace],
        wrong: 0.05,
    },
    FaceTrial {
        of: "close (0.62 of the width)",
        scenes: &[Scene::Size(0.62)],
        told: &[FaceHint::Close, FaceHint::CutOff],
        wrong: 0.05,
    },
    FaceTrial {
        of: "beside the middle (0.16 of the width)",
        scenes: &[Scene::Aside(-0.16, 0.0), Scene::Aside(0.16, 0.0)],
        told: &[FaceHint::AsideRight, FaceHint::AsideLeft, FaceHint::CutOff],
        wrong: 0.05,
    },
];

impl FaceTrial {
    /// Of `each` pictures a scene: how many were judged wrongly, and how many there were.
    pub fn run(&self, half: Half, each: u64) -> (usize, usize) {
        let mut eyes = Eyes::open();
        let portraits =
            self.scenes.iter().flat_map(|&scene| (0..each).map(move |number| Portrait { half, number, scene }));
        let right = |portrait: Portrait| match portrait.hint(&mut eyes) {
            None => self.told.is_empty(),
            Some(hint) => self.told.contains(&hint),
        };
        let judged: Vec<bool> = portraits.map(right).collect();
        (judged.iter().filter(|right| !**right).count(), judged.len())
    }
}

/// Of `each` people who look ahead and then turn their heads, both ways when told each: how often what they do is taken for
/// what it is not, and how often they do it.
pub fn turning(half: Half, each: u64) -> (usize, usize) {
    /// As far as people turn, and as little as is no turning; to the picture's right, in radians.
    const FAR: f32 = 0.75;
    let mut eyes = Eyes::open();
    let mut wrong = 0;
    for number in 0..each {
        let portrait = Portrait { half, number, scene: Scene::Face };
        for (turn, far, hint) in [
            (Turn::Left, FAR, None),
            (Turn::Right, -FAR, None),
            (Turn::Left, -FAR / 2.0, Some(FaceHint::TurnLeft)),
            (Turn::Right, FAR / 2.0, Some(FaceHint::TurnRight)),
        ] {
            wrong += usize::from(portrait.turned(turn, far, &mut eyes) != hint);
        }
    }
    (wrong, each as usize * 4)
}
