"""Findings as text: place, fact and remedy, and the number of those not shown."""

from clsctl.finding import KEPT_PER_RULE, Finding, FindingLog, Findings, Place, Rule
from clsctl.render.findings import render_findings
from clsctl.rules.cells import NEGATIVE_MONTANT
from clsctl.rules.files import EMPTY_FILE, OPEN_QUOTE
from clsctl.rules.relations import UNKNOWN_TERRITOIRE


def rendered(*findings: Finding) -> list[str]:
    log = FindingLog()
    log.extend(findings)
    return render_findings(log.close()).splitlines()


def negative(line: int, value: str = "-5") -> Finding:
    return Finding(NEGATIVE_MONTANT, Place("a.csv", line, "montant"), {"value": value})


def test_no_findings_are_no_text() -> None:
    assert render_findings(Findings()) == ""


def test_place_fact_slug_remedy_and_count() -> None:
    assert rendered(negative(2)) == [
        "a.csv:2: “montant” is negative: -5 [negative-montant]",
        "  → an amount is 0 or more; leave the cell empty if no amount is printed",
        "1 finding",
    ]


def test_a_remedy_stands_once_below_those_that_share_it() -> None:
    assert [line[:9] for line in rendered(negative(2), negative(3))] == [
        "a.csv:2: ",
        "a.csv:3: ",
        "  → an am",
        "2 findings"[:9],
    ]


def test_past_twenty_of_a_kind_the_rest_are_counted() -> None:
    lines = rendered(
        *map(negative, range(2, 2 + KEPT_PER_RULE + 3)),
        Finding(EMPTY_FILE, Place("b.csv"), {"expected": "x"}),
    )
    assert "  … and 3 more of the kind negative-montant" in lines
    assert lines[-1] == f"{KEPT_PER_RULE + 4} findings"


def test_a_kind_without_place_is_counted() -> None:
    log = FindingLog()
    log.more(OPEN_QUOTE, 7)
    assert render_findings(log.close()) == "7 of the kind open-quote\n7 findings\n"


def test_values_are_safe_and_shortened_in_the_middle() -> None:
    [line, *_rest] = rendered(negative(2, "\x1b[31m" + "a" * 200 + "z"))
    assert "\\x1b[31maaa" in line
    assert "aaa … aaa" in line
    assert "aaz [negative" in line
    assert len(line) < 140


def test_a_hostile_file_name_is_shown_visibly() -> None:
    place = Place("a\udce9\x1b]0;x.csv", 2, "territoire_code")
    [line, *_rest] = rendered(Finding(UNKNOWN_TERRITOIRE, place, {"value": "{x}\n", "suggestion": "y"}))
    assert line.startswith("a\\udce9\\x1b]0;x.csv:2: “territoire_code” is {x} ⏎ ,")


def test_what_clsctl_itself_expects_is_never_shortened() -> None:
    expected = ", ".join(["exercice"] * 30)
    assert expected in rendered(Finding(EMPTY_FILE, Place("a.csv"), {"expected": expected}))[1]


def test_a_rule_without_remedy_has_no_arrow() -> None:
    assert rendered(Finding(Rule("odd", "odd", ""), Place("a.csv"))) == ["a.csv: odd [odd]", "1 finding"]
