"""Result files of a run: one for each video, read from folders or addresses, put together."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import av
import numpy as np
import pytest

from soc_rvos.settings import RunSettings
from soc_studio.core.models.loading import LoadedModel, load_model
from soc_studio.core.runs.clip_search import Manner
from soc_studio.core.runs.clips import ListedClip, clips_of
from soc_studio.core.runs.folder_run import known_results, run_into_folder
from soc_studio.core.runs.list_file import ListError
from soc_studio.core.runs.project_run import run_into_project
from soc_studio.core.runs.result_files import put_together
from soc_studio.core.runs.run_list import read_run_list
from soc_studio.core.runs.run_table import RunTable
from soc_studio.core.runs.storage_places import (
    ResultPlace,
    StoreError,
    address_of,
    without_password,
)
from soc_studio.core.storage.document import Document
from soc_studio.core.storage.project_file import ProjectFile
from soc_studio.core.tracks.resolved_track import views

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("data_of_the_test")]

MANNER = Manner(RunSettings())


def clip(path: Path, shade: int) -> None:
    with av.open(path, "w") as container:
        stream = container.add_stream("libx264", rate=25)
        stream.width, stream.height, stream.pix_fmt = 64, 48, "yuv420p"
        for number in range(12):
            picture = np.full((48, 64, 3), shade, dtype=np.uint8)
            picture[10:30, 3 * number : 3 * number + 20] = (255, 0, 0)
            container.mux(stream.encode(av.VideoFrame.from_ndarray(picture, format="rgb24")))
        container.mux(stream.encode())


@pytest.fixture
def listed(tmp_path: Path) -> list[ListedClip]:
    videos = tmp_path / "videos"
    videos.mkdir()
    for number in (1, 2):
        clip(videos / f"c{number}.mp4", 60 * number)
    rows = ["c1.mp4,a ball,3,ball,", "c1.mp4,the red square,3,,", "c1.mp4,a ring,,,2-8"]
    rows += ["c2.mp4,a ball,,,", "gone.mp4,a ball,,,"]
    path = videos / "list.csv"
    path.write_text("\n".join(["video,expression,object,category,range", *rows]))
    return clips_of(read_run_list(path))[0]


@pytest.fixture
def network(model: Path) -> LoadedModel:
    return load_model(str(model), "cpu")


def seen(document: Document) -> list[tuple[str, str, int | None, str, list[int], list[float]]]:
    """What a project shows: videos, layers, and their answers frame by frame."""
    project, file = document.project, document.file
    return [
        (
            video.name,
            view.layer.expression,
            view.layer.object_id,
            view.layer.category,
            view.states.tolist(),
            np.nan_to_num(view.scores).tolist(),
        )
        for video in project.videos
        for view in views(project.of_video(video.id), video, file.results, file.imports)
    ]


@pytest.mark.parametrize("at", ["folder", "address"])
def test_result_files_put_together_are_as_one_run(
    at: str, listed: Sequence[ListedClip], network: LoadedModel, tmp_path: Path
) -> None:
    videos, results = tmp_path / "videos", tmp_path / "results"
    root, folder = str(videos), str(results)
    if at == "address":
        root, folder = videos.as_uri(), results.as_uri()
    place, table = ResultPlace(folder), RunTable(listed)
    list(run_into_folder(place, listed, root, network, MANNER, table))
    assert table.summary() == "4 done, 1 failed, 0 left"
    assert len(list(results.glob("*.soc"))) == 2
    before = {each: each.stat().st_mtime_ns for each in results.iterdir()}

    again = RunTable(listed)
    (left,) = known_results(listed, place, network.sha256, MANNER, again)
    assert left.address == "gone.mp4"
    assert again.summary() == "4 done, 0 failed, 1 left"
    assert [each.sentence for each in again.rows[:4]] == [each.sentence for each in table.rows[:4]]
    list(run_into_folder(place, listed, root, network, MANNER, again))
    assert {each: each.stat().st_mtime_ns for each in results.iterdir()} == before

    with (
        Document(ProjectFile.create(tmp_path / "together.soc")) as together,
        Document(ProjectFile.create(tmp_path / "once.soc")) as once,
    ):
        for _ in range(2):  # nothing is taken twice
            list(put_together(together, listed, root, place, network.sha256, MANNER))
        list(run_into_project(once, listed, videos, network, MANNER, RunTable(listed)))
        assert seen(together) == seen(once)
        assert [each.text for each in together.project.expressions] == ["the red square"]
        if at == "folder":
            assert [each.absolute for each in together.project.videos] == [
                str(videos / f"c{number}.mp4") for number in (1, 2)
            ]
        else:
            assert together.project.videos[0].absolute == f"{root}/c1.mp4"


def test_no_address_leads_out_of_the_given_one(tmp_path: Path) -> None:
    said = {
        "a.mp4": "s3://bucket/videos/a.mp4",
        "x/../a.mp4": "s3://bucket/videos/a.mp4",
        "s3://bucket/videos/b/c.mp4": "s3://bucket/videos/b/c.mp4",
        "../a.mp4": "",
        "/a.mp4": "",
        "..\\a.mp4": "",
        "s3://bucket/other/a.mp4": "",
        "s3://bucket/videos/../other/a.mp4": "",
        "http://elsewhere/a.mp4": "",
    }
    table = "video,expression\n" + "".join(f"{each},dog {n}\n" for n, each in enumerate(said))
    (tmp_path / "list.csv").write_text(table)
    for each in clips_of(read_run_list(tmp_path / "list.csv"))[0]:
        wanted = said[each.rows[0].video]
        if wanted:
            assert address_of(each, "s3://bucket/videos/") == wanted
        else:
            with pytest.raises(ListError, match="outside"):
                address_of(each, "s3://bucket/videos/")
    with pytest.raises(StoreError, match="nonsense://x"):
        ResultPlace("nonsense://x")


def test_a_password_in_an_address_is_neither_shown_nor_kept() -> None:
    for address, shown in (
        ("sftp://ada:secret@host:22/x:y@z", "sftp://ada@host:22/x:y@z"),
        ("sftp://ada@host/x", "sftp://ada@host/x"),
        ("s3://bucket/a:b@c", "s3://bucket/a:b@c"),
    ):
        assert without_password(address) == shown
    with pytest.raises(StoreError) as caught:
        ResultPlace("nonsense://ada:secret@host/x")
    assert "secret" not in str(caught.value)
