//! What is said of faces, frame by frame.

use capture::{Face, FaceHint, FaceWatch, Sight, Turn};

const MIDDLE: Face = Face { x: 0.5, y: 0.5, side: 0.42 };

fn sight(faces: &[Face]) -> Sight {
    Sight { faces: faces.to_vec(), lights: 180.0, ink: 20.0, edges: (!faces.is_empty()).then_some(0.8) }
}

/// What is told of the last of these frames.
fn told(turn: Turn, frames: &[Sight]) -> Option<FaceHint> {
    let mut watch = FaceWatch::new(turn);
    frames.iter().map(|frame| watch.see(frame)).last().flatten()
}

fn still(sight: &Sight) -> Option<FaceHint> {
    told(Turn::Ahead, &[sight.clone(), sight.clone()])
}

#[test]
fn a_face_that_holds_still_in_the_oval_may_be_taken() {
    assert_eq!(still(&sight(&[MIDDLE])), None);
    assert_eq!(told(Turn::Ahead, &[sight(&[MIDDLE])]), Some(FaceHint::HoldStill), "one frame says nothing of moving");
    let moved = Face { x: 0.58, ..MIDDLE };
    assert_eq!(told(Turn::Ahead, &[sight(&[MIDDLE]), sight(&[moved])]), Some(FaceHint::HoldStill));
}

#[test]
fn each_flaw_has_its_hint() {
    let small = Face { side: 0.1, ..MIDDLE };
    for (sight, hint) in [
        (sight(&[]), FaceHint::NoFace),
        (sight(&[MIDDLE, Face { x: 0.2, ..MIDDLE }]), FaceHint::Several),
        (Sight { lights: 12.0, ..sight(&[MIDDLE]) }, FaceHint::Dark),
        (Sight { lights: 12.0, ..sight(&[]) }, FaceHint::Dark),
        (Sight { ink: 200.0, ..sight(&[MIDDLE]) }, FaceHint::Bright),
        (sight(&[Face { side: 0.2, ..MIDDLE }]), FaceHint::Far),
        (sight(&[Face { side: 0.8, ..MIDDLE }]), FaceHint::Close),
        (sight(&[Face { x: 0.2, ..MIDDLE }]), FaceHint::CutOff),
        (sight(&[Face { x: 0.3, side: 0.3, ..MIDDLE }]), FaceHint::AsideRight),
        (sight(&[Face { x: 0.7, side: 0.3, ..MIDDLE }]), FaceHint::AsideLeft),
        (sight(&[Face { y: 0.3, side: 0.3, ..MIDDLE }]), FaceHint::High),
        (sight(&[Face { y: 0.7, side: 0.3, ..MIDDLE }]), FaceHint::Low),
        (Sight { edges: Some(3.0), ..sight(&[MIDDLE]) }, FaceHint::Blurred),
        (Sight { edges: None, ..sight(&[MIDDLE]) }, FaceHint::Blurred),
    ] {
        assert_eq!(still(&sight), Some(hint), "{sight:?}");
    }
    assert_eq!(still(&sight(&[MIDDLE, small])), None, "somebody far behind does not matter");
}

#[test]
fn a_face_on_a_border_does_not_flicker() {
    let border = |side: f32| sight(&[Face { side, ..MIDDLE }]);
    assert_eq!(still(&border(0.26)), Some(FaceHint::Far));
    assert_eq!(told(Turn::Ahead, &[border(0.28), border(0.28), border(0.26)]), None, "it was right a moment ago");
    assert_eq!(told(Turn::Ahead, &[border(0.28), border(0.28), border(0.22)]), Some(FaceHint::Far));
}

#[test]
fn a_head_turns_after_it_looked_ahead() {
    let (ahead, gone) = (sight(&[MIDDLE]), sight(&[]));
    let aside = |x: f32| sight(&[Face { x, ..MIDDLE }]);
    assert_eq!(told(Turn::Left, std::slice::from_ref(&ahead)), Some(FaceHint::TurnLeft));
    assert_eq!(told(Turn::Right, &[ahead.clone(), ahead.clone()]), Some(FaceHint::TurnRight));
    assert_eq!(told(Turn::Left, &[gone.clone(), gone.clone()]), Some(FaceHint::LookAhead), "nobody was there");
    assert_eq!(told(Turn::Left, &[ahead.clone(), gone.clone()]), None, "turned so far that it is not seen");
    assert_eq!(told(Turn::Left, &[ahead.clone(), aside(0.57), aside(0.58)]), None);
    assert_eq!(told(Turn::Left, &[ahead.clone(), aside(0.43), aside(0.42)]), Some(FaceHint::TurnLeft), "the other way");
    assert_eq!(told(Turn::Right, &[ahead.clone(), aside(0.43), aside(0.42)]), None);
    let dark = Sight { lights: 5.0, ..gone };
    assert_eq!(told(Turn::Right, &[ahead, dark]), Some(FaceHint::Dark), "not turned, but in the dark");
}

#[test]
fn every_hint_is_known_by_its_name() {
    for hint in FaceHint::ALL {
        assert_eq!(FaceHint::named(hint.as_str()), Some(hint));
    }
    assert_eq!(FaceHint::named("good"), None);
}
