"""Promises about the whole system that no single test would notice being broken."""

import ast
import inspect
import re
from functools import cache
from pathlib import Path

import pytest
from jinja2 import TemplateSyntaxError

from mips.access.matrix import GRANTS
from mips.access.permissions import Permission
from mips.access.policy import PartOf, Restricted
from mips.app import WIRES
from mips.audit.model import READING, Verb
from mips.core.db import Base
from mips.usecase import REGISTRY

BEFORE_ANYBODY_IS_KNOWN = {
    "accounts.authenticator_picture",
    "accounts.sign_in",
    "accounts.sign_in_authenticator",
    "accounts.sign_in_code",
    "accounts.sign_in_done",
    "accounts.sign_in_password",
    "accounts.sign_in_recovery",
    "accounts.sign_out",
    "accounts.single_sign_on",
    "accounts.single_sign_on_answer",
    "accounts.switch_back",
    "accounts.switch_leave",
    "accounts.switch_user",
}
SAY_HOW_THE_SYSTEM_IS = {"health.healthz", "health.readyz"}
DESCRIBE_THE_API = {"api-docs.openapi_json", "api_page", "api_problem"}
BY_A_SIGNED_LINK = {
    "stop_search.receipt",
    "evidence.send",
    "evidence.send_file",
    "evidence.sending",
    "evidence.send_piece",
}
OPEN_TO_ALL = (
    {"static", "understood"} | BY_A_SIGNED_LINK | DESCRIBE_THE_API | SAY_HOW_THE_SYSTEM_IS | BEFORE_ANYBODY_IS_KNOWN
)
"""Endpoints that show nothing of the record, or only to whoever holds a link to it; every other names its use case."""

SIGNING_IN = {"Challenge", "SignIn", "SignInAttempt", "TokenUse", "UsedCode"}
CODE_LISTS = {"ReferenceItem", "ReferenceChange", "ListedOffence"}
"""Loaded whole: one entry for each load counts what it changed, and ReferenceChange keeps what was before."""

LEDGERS = {"ImportFile"}
"""What became of files and rows is itself a record of what was done; the run that read them is audited."""

DRAFTS = {"BookingDraft", "ReportDraft", "SearchDraft", "StatementDraft"}
"""Half typed and on no record: that one was begun or read is noted, and what it becomes is journalled then."""

DERIVED = {"BoardLine", "CrimeLine", "NumberSeries", "PersonKey", "Submission"}

NOT_AUDITED = DERIVED | DRAFTS | SIGNING_IN | CODE_LISTS | LEDGERS
"""Counters, sessions, and what is derived from what is journalled: search keys, lines of a whiteboard or
of a list.

Each new one needs a reason here.
"""

SOURCE = sorted(Path("mips").rglob("*.py"))
COMMITTERS = {Path("mips/usecase.py"), Path("mips/core/connections.py")}


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text())


def test_every_route_names_the_use_case_behind_it(app):
    bare = {
        rule.endpoint
        for rule in app.url_map.iter_rules()
        if not hasattr(app.view_functions[rule.endpoint], "does") and rule.endpoint not in OPEN_TO_ALL
    }
    assert bare == set()


def test_get_never_changes_anything(app):
    changing = {
        rule.endpoint
        for rule in app.url_map.iter_rules()
        if (does := getattr(app.view_functions[rule.endpoint], "does", None))
        and (rule.methods or set()) <= {"GET", "HEAD", "OPTIONS"}
        and does.verb not in READING
    }
    assert changing == set()


def test_every_permission_is_granted_to_somebody():
    assert set().union(*GRANTS.values()) == set(Permission)


@pytest.mark.parametrize("name", sorted(REGISTRY))
def test_use_cases_take_everything_after_the_actor_by_keyword(name):
    actor, *rest = inspect.signature(REGISTRY[name].run).parameters.values()
    assert actor.name in {"actor", "_actor"} and all(p.kind is p.KEYWORD_ONLY for p in rest)


@pytest.mark.parametrize("name", sorted(REGISTRY))
def test_every_use_case_says_what_it_is_for(name):
    assert inspect.getdoc(REGISTRY[name].run), name


@pytest.mark.parametrize("path", SOURCE, ids=str)
def test_modules_stay_small_and_introduce_themselves(path):
    text = path.read_text()
    assert text.count("\n") <= 400
    assert ast.get_docstring(tree(path))


@pytest.mark.parametrize("path", [p for p in SOURCE if p.name == "__init__.py"], ids=str)
def test_a_package_does_no_work_when_it_is_imported(path):
    assert [node for node in tree(path).body if not isinstance(node, ast.Expr)] == []


def _session_calls(path: Path) -> set[str]:
    return {
        node.attr
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Attribute) and ast.unparse(node.value).endswith("session")
    }


@pytest.mark.parametrize("path", [p for p in SOURCE if p not in COMMITTERS], ids=str)
def test_only_the_unit_of_work_commits(path):
    assert not _session_calls(path) & {"commit", "rollback", "begin"}


@pytest.mark.parametrize("path", [p for p in SOURCE if p.name.startswith("usecases") or "usecases" in p.parts], ids=str)
def test_no_query_goes_round_the_models(path):
    """A connection, raw SQL or __table__ would escape both the journal and the row filter."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Call):
            assert getattr(node.func, "attr", getattr(node.func, "id", "")) != "text", path
        if isinstance(node, ast.Attribute):
            assert node.attr not in {"__table__", "driver_connection", "connection"}, path


@pytest.mark.parametrize("path", [p for p in SOURCE if "migrations" not in p.parts], ids=str)
def test_nobody_sets_how_surely_a_commit_is_kept(path):
    assert not re.search(r"synchronous_commit(?! = on;)", path.read_text())


def test_only_counters_and_sessions_go_unaudited():
    assert {m.class_.__name__ for m in Base.registry.mappers if not m.class_.audited} <= NOT_AUDITED


def test_every_row_that_hangs_on_the_record_says_to_what():
    """A table with a foreign key into the record is an entity's own, or declares belongs_to: or nothing hides it."""
    kinds = {t.name for m in Base.registry.mappers if issubclass(m.class_, Restricted) for t in m.tables}
    loose = {
        mapper.class_.__name__
        for mapper in Base.registry.mappers
        if not issubclass(mapper.class_, Restricted | PartOf)
        and any(key.column.table.name in kinds for key in mapper.local_table.foreign_keys)
    }
    assert loose <= {"RestrictionGrant"}


@pytest.mark.parametrize(
    "part", [m.class_ for m in Base.registry.mappers if issubclass(m.class_, PartOf)], ids=lambda c: c.__name__
)
def test_belongs_to_names_columns_that_lead_to_entities(part):
    assert part.belongs_to or part.belongs_to_any
    for name in (*part.belongs_to, *part.belongs_to_any):
        assert getattr(part, name).property.columns[0].foreign_keys, name


def test_every_domain_is_wired():
    wired = {w.__module__.split(".")[1] for w in WIRES}
    assert wired == {p.parent.name for p in Path("mips").glob("*/wiring.py")}


def test_every_template_compiles(app):
    broken = []
    for name in app.jinja_env.list_templates(extensions=["html", "svg"]):
        try:
            app.jinja_env.get_template(name)
        except TemplateSyntaxError as wrong:
            broken.append((name, str(wrong)))
    assert broken == []


def test_all_six_verbs_of_the_law_exist():
    assert {v.value for v in Verb} == {"collected", "altered", "consulted", "disclosed", "combined", "erased"}
