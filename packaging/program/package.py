"""Builds the program to download for the system that it runs on.

    python packaging/program/package.py --into dist
    python packaging/program/package.py --into dist --folder-only    # no packages of it

Linux: a folder as .tar.xz, a .deb, and an AppImage where `appimagetool` is. Windows: an installer,
where Inno Setup is (`iscc`). macOS: an .app in a .dmg; SOC_STUDIO_SIGN names the certificate that
signs it, SOC_STUDIO_NOTARISE the profile of notarytool; without them it is left unsigned. Inside
are the licences of everything and the list of parts.
"""

from __future__ import annotations

import argparse
import os
import platform
import shutil
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
sys.path.insert(0, str(ROOT / "packaging" / "release"))

from version import version  # noqa: E402
from wheels import epoch, write_sums  # noqa: E402

NAME = "soc-studio"
_ICONS = ROOT / "resources" / "icons" / "mark"
_PIXELS = (16, 24, 32, 48, 64, 128, 256)
_WORK = ROOT / "build" / "program"


def main() -> int:
    """Build; return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--into", type=Path, default=ROOT / "dist", help="where the files go")
    parser.add_argument("--folder-only", action="store_true", help="make no packages of it")
    parser.add_argument("--work", type=Path, default=_WORK, help="for what is made on the way")
    options = parser.parse_args()
    into, work = options.into.absolute(), options.work.absolute()
    into.mkdir(parents=True, exist_ok=True)
    work.mkdir(parents=True, exist_ok=True)
    folder = frozen(into, work)
    say(folder)
    if not options.folder_only:
        makers = {"linux": linux, "win32": windows, "darwin": macos}
        for path in makers[sys.platform](folder, into, work):
            say(path)
        write_sums(into)
    return 0


def frozen(into: Path, work: Path) -> Path:
    """Let PyInstaller make the folder of the program; return it, in `into`."""
    write_icons(_WORK)
    subprocess.run(
        [
            *(sys.executable, "-m", "PyInstaller", "--noconfirm", "--log-level", "WARN"),
            *("--distpath", str(into), "--workpath", str(work / "pyinstaller")),
            str(HERE / "soc_studio.spec"),
        ],
        check=True,
        env=os.environ | {"SOURCE_DATE_EPOCH": epoch(), "PYTHONHASHSEED": "1"},
    )
    folder = into / NAME
    add_terms(folder)
    if sys.platform == "linux":
        add_desktop_files(folder / "share")
    return folder


def write_icons(folder: Path) -> None:
    """Write the mark as Windows and macOS want it."""
    from PIL import Image

    folder.mkdir(parents=True, exist_ok=True)
    with Image.open(_ICONS / "256.png") as mark:
        mark.save(folder / "soc-studio.ico", sizes=[(each, each) for each in _PIXELS])
        mark.resize((512, 512)).save(folder / "soc-studio.icns")


def add_terms(folder: Path) -> None:
    """Put the licences of everything inside, and the list of parts, into the folder."""
    shutil.copy(ROOT / "LICENSE", folder / "LICENSE")
    licences = folder / "licences"
    command = [sys.executable, str(ROOT / "packaging" / "release" / "parts_list.py")]
    parts = folder / f"{NAME}.cdx.json"
    subprocess.run([*command, "--into", str(parts), "--licences", str(licences)], check=True)
    # Qt, PySide and the encoders are under these, and bring no texts of them.
    shutil.copytree(HERE / "terms", licences / "gnu", dirs_exist_ok=True)
    python = licences / "python"
    python.mkdir(exist_ok=True)
    for place in (Path(sys.base_prefix), Path(os.__file__).parent):
        if (place / "LICENSE.txt").is_file():
            shutil.copy(place / "LICENSE.txt", python)
    for name in ("models/CREDITS.md", "sample/CREDITS.md", "icons/LICENSE", "fonts/OFL.txt"):
        source = ROOT / "resources" / name
        target = licences / source.parent.name
        target.mkdir(exist_ok=True)
        shutil.copy(source, target)
    if sys.platform == "linux":
        add_system_terms(folder, licences)


def add_system_terms(folder: Path, licences: Path) -> None:
    """Add the terms of libraries that came from Debian's packages, where it is Debian."""
    if shutil.which("dpkg") is None:
        return
    inside = folder / "_internal"
    names = sorted(path.name for path in inside.glob("lib*.so*") if not path.is_symlink())
    told = subprocess.run(
        ["dpkg", "-S", *(f"*/{name}" for name in names)], capture_output=True, text=True
    )
    for package in sorted({line.partition(":")[0] for line in told.stdout.splitlines()}):
        terms = Path("/usr/share/doc") / package / "copyright"
        if terms.is_file():
            target = licences / f"debian-{package}"
            target.mkdir(exist_ok=True)
            shutil.copy(terms, target)


def add_desktop_files(share: Path) -> None:
    """Put what a Linux desktop asks for into the folder `share`."""
    shutil.rmtree(share, ignore_errors=True)
    (share / "icons").mkdir(parents=True)
    for each in ("soc-studio.desktop", "soc-studio.xml"):
        shutil.copy(HERE / "linux" / each, share)
    shutil.copy(HERE / "linux" / "install.sh", share)
    about = (HERE / "linux" / "soc-studio.metainfo.xml").read_text(encoding="utf-8")
    day = subprocess.run(
        ["date", "-u", "-d", f"@{epoch()}", "+%F"], capture_output=True, text=True, check=True
    ).stdout.strip()
    about = about.replace("@VERSION@", version()).replace("@DATE@", day)
    (share / "soc-studio.metainfo.xml").write_text(about, encoding="utf-8")
    for each in _PIXELS:
        shutil.copy(_ICONS / f"{each}.png", share / "icons")
    shutil.copy(_ICONS / "mark.svg", share / "icons")


def linux(folder: Path, into: Path, work: Path) -> list[Path]:
    """Pack the folder as .tar.xz, .deb and AppImage; return the files."""
    name = f"{NAME}-{version()}-linux-{platform.machine()}"
    archive = into / f"{name}.tar.xz"
    sameness = ("--sort=name", f"--mtime=@{epoch()}", "--owner=0", "--group=0", "--numeric-owner")
    subprocess.run(
        ["tar", *sameness, "-C", str(into), "-I", "xz -T0 -6", "-cf", str(archive), NAME],
        check=True,
    )
    made = [archive]
    if shutil.which("dpkg-deb"):
        made.append(debian(folder, into, work))
    if shutil.which("appimagetool"):
        made.append(appimage(folder, into / f"{name}.AppImage", work))
    return made


def debian(folder: Path, into: Path, work: Path) -> Path:
    """Pack the folder as a package for Debian and its relatives."""
    root = work / "debian"
    shutil.rmtree(root, ignore_errors=True)
    place = root / "opt" / NAME
    shutil.copytree(folder, place, symlinks=True)
    (root / "usr" / "bin").mkdir(parents=True)
    (root / "usr" / "bin" / NAME).symlink_to(f"/opt/{NAME}/{NAME}")
    share, usr = place / "share", root / "usr" / "share"
    for source, target in (
        ("soc-studio.desktop", f"applications/{NAME}.desktop"),
        ("soc-studio.xml", f"mime/packages/{NAME}.xml"),
        ("soc-studio.metainfo.xml", f"metainfo/{NAME}.metainfo.xml"),
        *(
            (f"icons/{each}.png", f"icons/hicolor/{each}x{each}/apps/{NAME}.png")
            for each in _PIXELS
        ),
        ("icons/mark.svg", f"icons/hicolor/scalable/apps/{NAME}.svg"),
        ("../LICENSE", f"doc/{NAME}/copyright"),
    ):
        (usr / target).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(share / source, usr / target)
    size = sum(each.lstat().st_size for each in root.rglob("*") if each.is_file()) // 1024
    control = (HERE / "linux" / "control").read_text(encoding="utf-8")
    names = {"amd64": ("x86_64",), "arm64": ("aarch64",)}
    kind = next((each for each, known in names.items() if platform.machine() in known), "amd64")
    own = version().replace(".dev", "~dev")
    libc = platform.libc_ver()[1] or "2.28"  # what is built here runs on this one and later ones
    for mark, value in (("VERSION", own), ("SIZE", str(size)), ("KIND", kind), ("LIBC", libc)):
        control = control.replace(f"@{mark}@", value)
    (root / "DEBIAN").mkdir()
    (root / "DEBIAN" / "control").write_text(control, encoding="utf-8")
    path = into / f"{NAME}_{own}_{kind}.deb"
    subprocess.run(
        ["dpkg-deb", "--root-owner-group", "-Zxz", "-z4", "--build", str(root), str(path)],
        check=True,
        env=os.environ | {"SOURCE_DATE_EPOCH": epoch()},
        stdout=subprocess.DEVNULL,
    )
    shutil.rmtree(root)
    return path


def appimage(folder: Path, path: Path, work: Path) -> Path:
    """Pack the folder as one file that runs where it lies."""
    root = work / "AppDir"
    shutil.rmtree(root, ignore_errors=True)
    shutil.copytree(folder, root / "usr" / "lib" / NAME, symlinks=True)
    share = folder / "share"
    shutil.copy(share / "soc-studio.desktop", root)
    shutil.copy(share / "icons" / "256.png", root / f"{NAME}.png")
    (root / "AppRun").symlink_to(f"usr/lib/{NAME}/{NAME}")
    subprocess.run(["appimagetool", "--no-appstream", str(root), str(path)], check=True)
    shutil.rmtree(root)
    return path


def windows(folder: Path, into: Path, work: Path) -> list[Path]:
    """Pack the folder as an installer; return it."""
    values = {"VERSION": version(), "SOURCE": str(folder), "INTO": str(into)}
    command = ["iscc", *(f"/D{name}={value}" for name, value in values.items())]
    subprocess.run([*command, str(HERE / "windows" / "soc-studio.iss")], check=True)
    return [into / f"{NAME}-{version()}-windows-x64.exe"]


def macos(folder: Path, into: Path, work: Path) -> list[Path]:
    """Pack the .app as an image of a disk, signed and notarised where that is set up."""
    program = into / "SOC Studio.app"
    for each in ("LICENSE", f"{NAME}.cdx.json"):
        shutil.copy(folder / each, program / "Contents" / "Resources")
    shutil.copytree(folder / "licences", program / "Contents" / "Resources" / "licences")
    identity = os.environ.get("SOC_STUDIO_SIGN", "")
    profile = os.environ.get("SOC_STUDIO_NOTARISE", "")
    if identity:
        rights = str(HERE / "macos" / "entitlements.plist")
        sign = ["codesign", "--force", "--deep", "--timestamp", "--options", "runtime"]
        subprocess.run(
            [*sign, "--entitlements", rights, "--sign", identity, str(program)], check=True
        )
    stage = work / "image"
    shutil.rmtree(stage, ignore_errors=True)
    stage.mkdir(parents=True)
    shutil.copytree(program, stage / program.name, symlinks=True)
    (stage / "Applications").symlink_to("/Applications")
    path = into / f"{NAME}-{version()}-macos-{platform.machine()}.dmg"
    subprocess.run(
        [
            *("hdiutil", "create", "-volname", "SOC Studio", "-srcfolder", str(stage)),
            *("-ov", "-format", "UDZO", str(path)),
        ],
        check=True,
    )
    if identity and profile:
        notary = ["xcrun", "notarytool", "submit", "--keychain-profile", profile, "--wait"]
        subprocess.run([*notary, str(path)], check=True)
        subprocess.run(["xcrun", "stapler", "staple", str(path)], check=True)
    return [path]


def say(path: Path) -> None:
    """Say how large a file or folder is."""
    files = [path] if path.is_file() else [each for each in path.rglob("*") if each.is_file()]
    size = sum(each.lstat().st_size for each in files)
    sys.stdout.write(f"{path.name}: {size / 1e6:,.0f} MB\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
