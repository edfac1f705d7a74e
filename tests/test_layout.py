"""The folders follow the data's way, and what is public is pinned."""

from __future__ import annotations

import ast
from pathlib import Path

import copydesk

ROOT = Path(copydesk.__file__).parent

# A folder may import from those before it, and from the foundation modules.
WAY = ["page", "article", "record", "collection", "desk"]
FOUNDATION = {"errors", "dates"}
# What stands beside the way: what each may import.
BESIDE = {
    "contract": {"page", "article", "record"},
    "show": {"page", "article", "record", "contract", "collection"},
    "export": {"page", "article", "record", "contract", "collection"},
    "warm": {"page", "pipeline"},
    "samples": set[str](),
    "pipeline": {"page", "article", "record", "contract"},
    "runner": {"page", "article", "record", "contract", "pipeline"},
    "__main__": {"cli"},
    "cli": {"contract", "show", "export", "samples", "pipeline", "runner", *WAY},
}


def allowed(package: str) -> set[str]:
    """The packages that modules of `package` may import from."""
    if package in WAY:
        before = set(WAY[: WAY.index(package) + 1])
        beside = (
            {"contract", "pipeline", "runner", "show", "samples"}
            if package in WAY[3:]
            else set[str]()
        )
        on_top = {"export"} if package == "desk" else set[str]()
        return before | beside | on_top | FOUNDATION
    return BESIDE.get(package, set()) | FOUNDATION | {package}


def imports(path: Path) -> set[str]:
    """The packages of copydesk that a module imports from."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        names = (
            [node.module or ""]
            if isinstance(node, ast.ImportFrom)
            else [alias.name for alias in node.names]
            if isinstance(node, ast.Import)
            else []
        )
        found |= {name.split(".")[1] for name in names if name.startswith("copydesk.")}
    return found


def test_imports_point_back_along_the_datas_way() -> None:
    """No module imports from a folder that lies further along the way than its own."""
    wrong = []
    for path in sorted(ROOT.rglob("*.py")):
        package = path.relative_to(ROOT).parts[0].removesuffix(".py")
        if package == "__init__":
            continue
        wrong += [
            f"{path.relative_to(ROOT)} imports copydesk.{name}"
            for name in sorted(imports(path) - allowed(package))
        ]
    assert wrong == []


def test_no_module_is_a_god_module() -> None:
    """Every module can be read in one sitting."""
    long = {
        str(path.relative_to(ROOT)): lines
        for path in ROOT.rglob("*.py")
        if (lines := len(path.read_text("utf-8").splitlines())) > 500
    }
    assert long == {}


def test_public_names() -> None:
    """What users import is pinned: a change here is a change for them."""
    assert sorted(copydesk.__all__) == [
        "Article",
        "CollectionError",
        "ContractError",
        "CopydeskError",
        "EvidenceError",
        "Reading",
        "Record",
        "SourceError",
        "annotate",
        "annotate_text",
        "read",
    ]
    assert all(hasattr(copydesk, name) for name in copydesk.__all__)
