"""Families and the split: two voices that are nearly the same are never on two sides."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from voices import random_voices

from dx7bridge.voice import INIT_VOICE, Voice
from dx7bridge.voice.parameters import SOUND_SIZE
from training import dataset
from training.dataset import SPLITS, Dataset, NoData, build, distinct, families, is_junk, split_by_family

Sounds = NDArray[np.uint8]


def random_sounds(count: int, seed: int = 0) -> Sounds:
    """Sounds [N, 145] that have next to nothing in common."""
    return np.random.default_rng(seed).integers(0, 100, (count, SOUND_SIZE), dtype=np.uint8)


def changed(sound: Sounds, count: int, first: int = 0) -> Sounds:
    """`sound` with `count` of its values changed, those from number `first` on."""
    other = sound.copy()
    other[(first + np.arange(count)) % SOUND_SIZE] ^= 1
    return other


def groups(labels: Sequence[int] | NDArray[np.int32]) -> set[frozenset[int]]:
    """The clusters as sets of row numbers."""
    return {frozenset(np.flatnonzero(np.array(labels) == label).tolist()) for label in set(labels)}


def test_voices_that_differ_in_12_values_are_of_one_family_and_in_13_of_two() -> None:
    sound = random_sounds(1)[0]
    assert groups(families(np.stack([sound, changed(sound, 12)]))) == {frozenset({0, 1})}
    assert groups(families(np.stack([sound, changed(sound, 13)]))) == {frozenset({0}), frozenset({1})}


def test_a_family_is_a_chain_of_near_voices_however_far_apart_its_ends_are() -> None:
    a, b = random_sounds(2)
    chain = [a, changed(a, 12), changed(a, 24), changed(a, 36)]
    beyond = changed(changed(a, 36), 13, first=36)
    rows = np.stack([chain[2], b, chain[0], beyond, chain[3], chain[1]])
    assert groups(families(rows)) == {frozenset({0, 2, 4, 5}), frozenset({1}), frozenset({3})}


def test_the_distance_can_be_chosen_and_the_empty_set_has_no_families() -> None:
    sound = random_sounds(1)[0]
    rows = np.stack([sound, changed(sound, 3)])
    assert len(groups(families(rows, distance=3))) == 1
    assert len(groups(families(rows, distance=2))) == 2
    assert len(families(np.zeros((0, SOUND_SIZE), dtype=np.uint8))) == 0


def all_pairs(rows: Sounds, distance: int) -> list[int]:
    """Single linkage as it is defined: every pair compared, clusters numbered in the order of first rows."""
    label = list(range(len(rows)))
    for a in range(len(rows)):
        for b in np.flatnonzero((rows[a] != rows).sum(1) <= distance).tolist():
            if label[a] != label[b]:
                old, new = max(label[a], label[b]), min(label[a], label[b])
                label = [new if each == old else each for each in label]
    return [sorted(set(label)).index(each) for each in label]


def like_real(count: int, seed: int) -> Sounds:
    """Sounds with habits: most values are what they mostly are, some copied from relatives, some crossed."""
    dice = np.random.default_rng(seed)
    habit = random_sounds(4, seed)
    rows = habit[dice.integers(0, 4, count)]
    own = dice.random(rows.shape) < dice.choice([0.02, 0.06, 0.1, 0.3], (count, 1))
    rows = np.where(own, dice.integers(0, 100, rows.shape, dtype=np.uint8), rows)
    for row in range(count // 2, count):
        relative = rows[dice.integers(0, row)]
        section = np.repeat(dice.random(29) < 0.5, 5)
        rows[row] = np.where(section, relative, rows[row])
    return np.asarray(rows, dtype=np.uint8)


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("distance", [0, 1, 5, 12, 20])
def test_families_are_those_that_comparing_all_pairs_gives(seed: int, distance: int) -> None:
    for rows in (like_real(150, seed), np.concatenate([random_sounds(30, seed)] * 2)):
        assert families(rows, distance).tolist() == all_pairs(rows, distance)


def test_the_worst_pair_is_found_that_differs_in_every_group_of_values_but_one() -> None:
    rows = np.concatenate([random_sounds(200), random_sounds(1, 9)])
    groups_of = dataset._groups(rows, 13)
    assert sorted(int(column) for group in groups_of for column in group) == list(range(SOUND_SIZE))
    for spared in range(13):
        worst = rows.copy()
        worst[-1] = worst[0]
        for number, group in enumerate(groups_of):
            if number != spared:
                worst[-1, group[0]] ^= 1
        found = families(worst)
        assert found[-1] == found[0]


def test_of_many_voices_few_pairs_are_compared(monkeypatch: pytest.MonkeyPatch) -> None:
    compared, plain = 0, dataset._differences

    def count(sounds: Sounds, first: NDArray[np.int64], second: NDArray[np.int64]) -> NDArray[np.int64]:
        nonlocal compared
        compared += len(first)
        return plain(sounds, first, second)

    monkeypatch.setattr(dataset, "_differences", count)
    families(random_sounds(3000))
    assert compared < 3000  # of 4.5 million


def test_no_family_is_on_two_sides() -> None:
    """600 families of four: split one by one, hardly any would stay together."""
    founders = random_sounds(600)
    rows = np.concatenate(
        [founders, *(np.stack([changed(f, 4, 9 * k) for f in founders]) for k in (1, 2, 3))]
    )
    rows = rows[np.random.default_rng(5).permutation(len(rows))]
    family = families(rows)
    assert np.bincount(family).tolist() == [4] * 600
    split = split_by_family(rows, family)
    sides = [set(split[family == label].tolist()) for label in range(600)]
    assert all(len(side) == 1 for side in sides)
    assert {number for side in sides for number in side} == {0, 1, 2}


def test_a_tenth_of_the_families_is_for_the_test_and_a_twentieth_for_validation() -> None:
    rows = random_sounds(6000)
    split = split_by_family(rows, np.arange(6000, dtype=np.int32))
    share = {name: float((split == number).mean()) for number, name in enumerate(SPLITS)}
    assert share["test"] == pytest.approx(0.10, abs=0.015)
    assert share["valid"] == pytest.approx(0.05, abs=0.012)
    assert share["train"] == pytest.approx(0.85, abs=0.02)


def test_a_family_stays_on_its_side_whatever_the_order_and_the_company() -> None:
    rows = random_sounds(300)
    alone = split_by_family(rows[:100], np.arange(100, dtype=np.int32))
    order = np.random.default_rng(1).permutation(300)
    together = split_by_family(rows[order], order.astype(np.int32))
    assert (together[np.argsort(order)][:100] == alone).all()


def test_a_voice_is_junk_when_all_six_operators_are_at_level_0() -> None:
    mute = INIT_VOICE
    for op in range(1, 7):
        mute = mute.with_value(f"op{op}.output_level", 0)
    assert is_junk(mute)
    assert not is_junk(mute.with_value("op6.output_level", 1))


def test_of_voices_that_differ_in_name_alone_the_first_is_kept() -> None:
    a, b = random_voices(2)
    kept = distinct([a.with_name("ONE"), b, a.with_name("TWO")])
    assert len(kept) == 2
    assert {voice.name for voice in kept} == {"ONE", b.name}


def test_build_puts_values_families_and_split_side_by_side() -> None:
    founder = random_voices(1)[0]
    near = founder.with_value("feedback", founder["feedback"] ^ 1)
    data = build([founder, *random_voices(40, seed=8), near])
    assert Voice(data.values[0].tobytes()) == founder
    assert data.family[0] == data.family[-1]
    assert len(set(data.family.tolist())) == 41
    assert data.split[0] == data.split[-1]
    assert sum(len(data.part(name)) for name in SPLITS) == 42
    with pytest.raises(NoData, match="no voices"):
        build([])


def test_a_data_set_is_the_same_after_it_was_written_and_read(tmp_path: Path) -> None:
    data = build(random_voices(20))
    data.save(tmp_path / "deep" / "voices.npz")
    again = Dataset.load(tmp_path / "deep" / "voices.npz")
    for name in ("values", "family", "split"):
        assert (getattr(again, name) == getattr(data, name)).all()


def test_what_is_no_data_set_is_refused(tmp_path: Path) -> None:
    with pytest.raises(NoData, match="run `prepare` first"):
        Dataset.load(tmp_path / "none.npz")
    (tmp_path / "text.npz").write_text("not a data set")
    with pytest.raises(NoData, match="not a prepared data set"):
        Dataset.load(tmp_path / "text.npz")
    np.savez(tmp_path / "other.npz", values=np.zeros((3, 7), np.uint8), family=np.zeros(3), split=np.zeros(3))
    with pytest.raises(NoData, match="155 values are needed"):
        Dataset.load(tmp_path / "other.npz")
