use super::{Finding, group, rank};
use proptest::prelude::*;
use wire::report::{Check, CheckId, Evidence, Fix, Verdict};

fn check(id: CheckId, verdict: Verdict, cause: &str) -> Check {
    let fix = Fix { text: format!("Mend {cause}."), url: None, command: None };
    Check {
        id,
        verdict,
        evidence: Evidence::default(),
        cause: cause.to_owned(),
        title: id.as_str().to_owned(),
        explanation: format!("It is {cause}."),
        fix: (verdict != Verdict::Ok).then_some(fix),
    }
}

/// Checks of a report, in its order.
fn report(found: &[(Verdict, &str)]) -> Vec<Check> {
    CheckId::all().zip(found).map(|(id, (verdict, cause))| check(id, *verdict, cause)).collect()
}

fn causes(findings: &[Finding]) -> Vec<&str> {
    findings.iter().map(|finding| finding.cause.as_str()).collect()
}

fn ids(finding: &Finding) -> Vec<&'static str> {
    finding.checks.iter().map(|check| check.id.as_str()).collect()
}

#[test]
fn a_dead_token_is_one_finding_of_all_checks_that_met_it() {
    const DEAD: (Verdict, &str) = (Verdict::Failed, "token-invalid");
    let findings = group(report(&[(Verdict::Ok, "ok"), DEAD, DEAD, DEAD, DEAD, (Verdict::Ok, "ok")]));
    assert_eq!(causes(&findings), ["token-invalid", "ok", "ok"]);
    assert_eq!(ids(&findings[0]), ["token", "workers-ai", "ai-gateway-api", "ai-gateway"]);
    assert_eq!(findings[0].explanation, "It is token-invalid.");
}

#[test]
fn what_is_well_stands_alone() {
    let findings = group(report(&[(Verdict::Ok, "ok"); 3]));
    assert!(findings.iter().all(|finding| finding.checks.len() == 1));
}

#[test]
fn one_cause_with_two_fixes_is_two_findings() {
    let mut checks = report(&[(Verdict::Failed, "timeout"); 2]);
    checks[1].fix = Some(Fix { text: "Do something else.".to_owned(), url: None, command: None });
    assert_eq!(group(checks).len(), 2);
}

#[test]
fn one_fix_for_two_causes_is_two_findings() {
    let mut checks = report(&[(Verdict::Failed, "timeout"); 2]);
    checks[1].cause = "unreachable".to_owned();
    assert_eq!(group(checks).len(), 2);
}

#[test]
fn two_explanations_are_two_findings_unless_one_goes_on_where_the_other_ends() {
    let explained = |explanations: [&str; 3]| {
        let mut checks = report(&[(Verdict::Failed, "gateway-missing"); 3]);
        for (check, explanation) in checks.iter_mut().zip(explanations) {
            check.explanation = explanation.to_owned();
        }
        group(checks)
    };
    let findings = explained(["No gateway.", "No gateway. There is: default.", "No gateway."]);
    assert_eq!(findings.len(), 1);
    assert_eq!(findings[0].explanation, "No gateway. There is: default.");
    assert_eq!(explained(["One.", "Two.", "Three."]).len(), 3);
}

#[test]
fn a_finding_is_as_bad_as_the_worst_of_its_checks() {
    let [skipped, failed] = [Verdict::Skipped, Verdict::Failed].map(|verdict| (verdict, "not-configured"));
    let findings = group(report(&[skipped, failed]));
    assert_eq!(findings.iter().map(|finding| finding.verdict).collect::<Vec<_>>(), [Verdict::Failed]);
}

#[test]
fn the_worst_is_first_and_equals_are_in_the_reports_order() {
    let found = [
        (Verdict::Skipped, "a"),
        (Verdict::Ok, "ok"),
        (Verdict::Warning, "b"),
        (Verdict::Failed, "c"),
        (Verdict::Warning, "d"),
        (Verdict::Failed, "e"),
    ];
    assert_eq!(causes(&group(report(&found))), ["c", "e", "b", "d", "ok", "a"]);
}

/// The checks of any report: few causes, so that many are alike.
fn any_report() -> impl Strategy<Value = Vec<Check>> {
    let verdict =
        prop::sample::select(vec![Verdict::Ok, Verdict::Warning, Verdict::Failed, Verdict::Skipped]);
    let cause = prop::sample::select(vec!["token-invalid", "timeout", "no-capacity"]);
    let explanation =
        prop::sample::select(vec!["It failed.", "It failed. It has: a.", "It failed. It has: b."]);
    prop::collection::vec((verdict, cause, explanation), 0..12).prop_map(|found| {
        let each = CheckId::all().zip(found);
        let checks = each.map(|(id, (verdict, cause, explanation))| Check {
            explanation: explanation.to_owned(),
            ..check(id, verdict, cause)
        });
        checks.collect()
    })
}

proptest! {
    #[test]
    fn no_check_is_lost_or_doubled(checks in any_report()) {
        let mut grouped: Vec<Check> = group(checks.clone()).into_iter().flat_map(|finding| finding.checks).collect();
        let place = |check: &Check| checks.iter().position(|other| other.id == check.id);
        grouped.sort_by_key(place);
        prop_assert_eq!(grouped, checks);
    }

    #[test]
    fn the_order_is_stable(checks in any_report()) {
        let findings = group(checks.clone());
        let place = |check: &Check| checks.iter().position(|other| other == check);
        for finding in &findings {
            prop_assert!(finding.checks.is_sorted_by_key(place));
        }
        prop_assert!(findings.is_sorted_by_key(|finding| (rank(finding.verdict), place(&finding.checks[0]))));
    }

    #[test]
    fn only_what_is_alike_is_together(checks in any_report()) {
        for finding in group(checks) {
            for check in &finding.checks {
                prop_assert_eq!(&check.cause, &finding.cause);
                prop_assert_eq!(&check.fix, &finding.fix);
                prop_assert!(finding.explanation.starts_with(&check.explanation));
            }
            prop_assert!(finding.checks.len() == 1 || finding.fix.is_some());
        }
    }
}
