//! The checks of a verification: which of them failed, and whether the buyer can mend it.

use app::domain::verification::Reason;
use serde_json::Value;

use super::{
    inflection::{list, text},
    names::plain,
};

/// What the failed checks of a declined hand-over come to.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Verdicts {
    fixable: Vec<Reason>,
    hopeless: bool,
}

impl Verdicts {
    /// Adds one verification, as `GET /verifications/{id}` shows it. Only checks that are required count: the others
    /// inform and decide nothing (docs "Verification checks").
    pub(super) fn add(&mut self, verification: &Value) {
        for check in list(verification, &["data", "attributes", "checks"]) {
            let failed = text(check, &["status"]).is_some_and(|status| plain(status) == "failed");
            let required = text(check, &["requirement"]).is_none_or(|needed| plain(needed) != "not_required");
            if failed && required {
                self.add_check(check);
            }
        }
    }

    fn add_check(&mut self, check: &Value) {
        let name = text(check, &["name"]).map(plain).unwrap_or_default();
        let mut any = false;
        for reason in list(check, &["reasons"]) {
            any = true;
            match reason.as_str().and_then(|reason| fixable(&name, &plain(reason))) {
                Some(reason) if self.fixable.contains(&reason) => {}
                Some(reason) => self.fixable.push(reason),
                None => self.hopeless = true,
            }
        }
        self.hopeless |= !any;
    }

    /// The reasons, if the buyer can mend every one of them; otherwise none, so that nothing hints at a fraud check.
    pub(super) fn fixable(self) -> Vec<Reason> {
        if self.hopeless { Vec::new() } else { self.fixable }
    }
}

/// What the buyer can do about a reason of a check; `None` for every other reason, those that hint at fraud above all.
fn fixable(check: &str, reason: &str) -> Option<Reason> {
    Some(match reason {
        "too_blurry" => Reason::Blurry,
        "too_much_glare" => Reason::Glare,
        "expired" => Reason::Expired,
        "cannot_verify_id" | "mrz_not_found" | "property_not_extracted" | "no_expiration_date" => Reason::Unreadable,
        "portrait_not_found" | "portrait_not_clear" => Reason::PortraitUnclear,
        "not_allowed_by_configuration" if check == "id_disallowed_country_detection" => Reason::OtherCountry,
        "type_mismatch" | "not_allowed_by_configuration" => Reason::OtherType,
        "selected_country_mismatch" => Reason::OtherCountry,
        "side_submitted_twice" => Reason::SameSideTwice,
        "barcode_not_detected" => Reason::BarcodeMissing,
        "sunglasses" => Reason::Sunglasses,
        "face_covering_detected" => Reason::FaceCovered,
        "eyes_closed" => Reason::EyesClosed,
        "missing_face" | "face_cropped" | "required_poses_not_found" => Reason::FaceMissing,
        "face_too_far" => Reason::FaceTooFar,
        "insufficient_illumination" => Reason::TooDark,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn check(name: &str, status: &str, requirement: &str, reasons: &[&str]) -> Value {
        json!({"name": name, "status": status, "requirement": requirement, "reasons": reasons, "metadata": {}})
    }

    fn verdict(checks: &[Value]) -> Vec<Reason> {
        let mut verdicts = Verdicts::default();
        verdicts.add(&json!({"data": {"attributes": {"status": "failed", "checks": checks}}}));
        verdicts.fixable()
    }

    #[test]
    fn what_can_be_mended_is_told_once() {
        let checks = [
            check("id_blur_detection", "failed", "required", &["too_blurry"]),
            check("id_glare_detection", "failed", "required", &["too_much_glare", "too_blurry"]),
            check("id_expired_detection", "passed", "required", &[]),
            check("id_disallowed_country_detection", "failed", "required", &["not_allowed_by_configuration"]),
        ];
        assert_eq!(verdict(&checks), [Reason::Blurry, Reason::Glare, Reason::OtherCountry]);
    }

    #[test]
    fn one_reason_that_is_not_known_hides_all() {
        for hidden in [
            "face_mismatch",
            "replica_detected",
            "photocopy_found",
            "image_manipulated",
            "deepfake_detected",
            "virtual_camera_detected",
            "repeat",
            "something_new",
            "",
        ] {
            let blurry = check("id_blur_detection", "failed", "required", &["too_blurry"]);
            assert_eq!(verdict(&[blurry, check("x", "failed", "required", &[hidden])]), [], "{hidden}");
        }
    }

    #[test]
    fn a_failed_check_without_a_reason_is_not_known_either() {
        let blurry = check("id_blur_detection", "failed", "required", &["too_blurry"]);
        assert_eq!(verdict(&[blurry.clone(), check("x", "failed", "required", &[])]), []);
        assert_eq!(verdict(&[blurry, json!({"name": "x", "status": "failed"})]), []);
    }

    #[test]
    fn what_is_not_required_decides_nothing() {
        let checks = [
            check("id_tamper_detection", "failed", "not_required", &["image_manipulated"]),
            check("id_blur_detection", "failed", "not-required", &["too_blurry"]),
            check("id_selfie_comparison", "not_applicable", "required", &["disabled_by_check_config"]),
        ];
        assert_eq!(verdict(&checks), []);
        let mended = [&checks[..], &[check("selfie_pose_detection", "failed", "required", &["eyes_closed"])]].concat();
        assert_eq!(verdict(&mended), [Reason::EyesClosed]);
    }
}
