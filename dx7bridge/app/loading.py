"""The model, while it is being loaded and after: what needs it waits."""

from __future__ import annotations

import contextlib
import logging
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import Future, InvalidStateError
from pathlib import Path
from typing import TYPE_CHECKING, Unpack

from dx7bridge.engine.seams import DecodeOptions, SampleOptions
from dx7bridge.errors import NoModel
from dx7bridge.voice import Voice

if TYPE_CHECKING:
    from dx7bridge.model.axes import Axis
    from dx7bridge.model.model import Model

_log = logging.getLogger(__name__)


def go_without(error: NoModel) -> None:
    _log.warning("no model: %s; requests that need one will fail", error)


class LoadingModel:
    """The engine's decoder while the model is still being loaded: whoever needs it waits.

    `start` begins to load on a thread, which calls `failed` when that comes to nothing and keeps the reason
    in `failure`; `cancel` sends the waiting away with NoModel.
    """

    def __init__(self, load: Callable[[], Model], failed: Callable[[NoModel], object] = go_without) -> None:
        self._load, self._failed = load, failed
        self.failure: NoModel | None = None
        self._ready: Future[Model] = Future()  # set once, by whichever comes first: loaded or cancelled
        self._thread = threading.Thread(target=self._run, name="model", daemon=True)
        self._turn = threading.Lock()  # the engine and whoever measures ahead of it use the model in turns

    def start(self) -> None:
        """Begin to load."""
        self._thread.start()

    def cancel(self) -> bool:
        """Nobody waits any longer; False when the loading itself still goes on."""
        self._set(NoModel("the bridge is stopping"))
        return not self._thread.is_alive()

    @property
    def ready(self) -> Future[Model]:
        """Done when the model is there, or will not come."""
        return self._ready

    @property
    def name(self) -> str:
        """The checkpoint's name; "loading" or "none" when there is none to use."""
        if not self._ready.done():
            return "loading"
        return "none" if self._ready.exception() else self._ready.result().name

    @property
    def dims(self) -> int:
        """The number of coordinates; 0 without a model."""
        return 0 if not self._ready.done() or self._ready.exception() else self._ready.result().dims

    @property
    def axes(self) -> Sequence[Axis] | None:
        """The labels and quantiles of the axes; None without a model."""
        return None if not self._ready.done() or self._ready.exception() else self._ready.result().axes

    def decode(self, latents: Sequence[Sequence[float]], **options: Unpack[DecodeOptions]) -> list[Voice]:
        model = self._ready.result()
        with self._turn:
            return model.decode(latents, **options)

    def encode(self, voices: Sequence[Voice]) -> Sequence[Sequence[float]]:
        model = self._ready.result()
        with self._turn:
            return model.encode(voices)

    def sample(
        self, count: int, *, temperature: float, seed: int, **options: Unpack[SampleOptions]
    ) -> Sequence[tuple[Sequence[float], Voice]]:
        model = self._ready.result()
        with self._turn:
            return model.sample(count, temperature=temperature, seed=seed, **options)

    def _run(self) -> None:
        try:
            model = self._load()
        except NoModel as error:
            self._fail(error)
        except Exception as error:
            _log.exception("the model does not load")
            self._fail(NoModel(f"the model does not load: {type(error).__name__}: {error}"))
        else:
            _log.info("model %s is ready", model.name)
            with contextlib.suppress(InvalidStateError):
                self._ready.set_result(model)

    def _fail(self, error: NoModel) -> None:
        self.failure = error
        self._set(error)
        self._failed(error)

    def _set(self, error: NoModel) -> None:
        with contextlib.suppress(InvalidStateError):
            self._ready.set_exception(error)


def load_model(path: Path | None) -> Model:
    from dx7bridge import model

    loaded = model.load(path)
    loaded.decode([[0.0] * loaded.dims], names=False)  # the first decode is slow: let no knob wait for it
    return loaded
