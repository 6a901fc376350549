"""The `dx7bridge` command: parses words, calls the rooms, says what came of it.

Owns the shell's contract: results on stdout, notes and progress on stderr, exit code 0, or 2 with one
line on bad input, or 130 after Ctrl-C. Runs on the main thread. Whatever is slow to import is imported
inside the command that needs it, so that `--help` answers at once.
"""

from __future__ import annotations

import json
import math
import os
import signal
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NoReturn

import click
from click.core import ParameterSource

from dx7bridge import __version__, config
from dx7bridge.commands import DEFAULT_TEMPERATURE, GLIDE_LIMIT, SEED_LIMIT, TEMPERATURE_LIMIT
from dx7bridge.errors import BadArguments, BridgeError, NoMidi
from dx7bridge.outputs import HOLDS, KINDS, LONGEST_HOLD, PROFILES, Hold, Output, OutputSpec, Override
from dx7bridge.voice import Voice
from dx7bridge.voice.naming import name_between
from dx7bridge.voice.sysex import BANK_VOICES
from dx7bridge.voice.syx import (
    SyxFile,
    count_kinds,
    parse_spec,
    read_file,
    read_tree,
    read_voice,
    write_banks,
    write_file,
)

if TYPE_CHECKING:
    from dx7bridge.model.model import Model

BAD_INPUT: Final = 2
INTERRUPTED: Final = 130  # what shells say of a command that Ctrl-C ended
TERMINATED: Final = 143
DEFAULT_LISTEN: Final = "127.0.0.1:7700"
MAX_COUNT: Final = 100_000  # voices; a hundred thousand take minutes
MAX_STEPS: Final = 4096
PATIENCE: Final = 10.0  # seconds without any progress after which a dump is given up
TICK: Final = 0.1  # seconds between two looks at the progress of a dump


class _Bridge(click.Group):
    """Every fault of the input becomes one line and exit code 2; a bug keeps its traceback."""

    def main(
        self,
        args: Sequence[str] | None = None,
        prog_name: str | None = None,
        complete_var: str | None = None,
        standalone_mode: bool = True,
        **extra: Any,
    ) -> Any:
        if not standalone_mode:
            return super().main(args, prog_name, complete_var, standalone_mode=False, **extra)
        for stream in (sys.stdout, sys.stderr):  # file names and arrows must not end us on a plain terminal
            reconfigure = getattr(stream, "reconfigure", None)
            if reconfigure is not None:
                reconfigure(errors="backslashreplace")
        try:
            code = super().main(args, prog_name, complete_var, standalone_mode=False, **extra)
        except click.Abort:
            sys.exit(INTERRUPTED)
        except click.ClickException as error:
            _fail(error.format_message())
        except BridgeError as error:
            _fail(str(error))
        sys.exit(code if isinstance(code, int) else 0)


def _address(lowest: int) -> Callable[[str], tuple[str, int]]:
    def convert(text: str) -> tuple[str, int]:
        host, _, port = text.rpartition(":")
        host = host.removeprefix("[").removesuffix("]")
        if not host or not (port.isascii() and port.isdigit()):
            raise click.BadParameter(f"{text!r}: HOST:PORT is needed, such as {DEFAULT_LISTEN}")
        if not lowest <= int(port) <= 65535:
            raise click.BadParameter(f"port {port}: legal are {lowest} to 65535")
        return host, int(port)

    return convert


def _temperature(text: str) -> float:
    try:
        number = float(text)
    except ValueError:
        raise click.BadParameter(f"{text!r} is no number") from None
    if not 0.0 <= number <= TEMPERATURE_LIMIT:  # NaN is in no range
        raise click.BadParameter(f"{text}: legal are 0 to {TEMPERATURE_LIMIT:g}")
    return number


def _new_file(text: str) -> Path:
    """A file to be written: what would fail at the end is refused at the start."""
    target = Path(os.path.realpath(text))
    if target.is_dir():
        raise click.BadParameter(f"{text}: a folder, a file is needed")
    if not target.parent.is_dir():
        raise click.BadParameter(f"{text}: cannot be written: there is no folder {target.parent}")
    if not os.access(target if target.exists() else target.parent, os.W_OK):
        raise click.BadParameter(f"{text}: cannot be written: no permission")
    return Path(text)


_model_option = click.option(
    "--model",
    "model_file",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Checkpoint to use instead of the shipped one.",
)
_output_file_option = click.option(
    "--output",
    "output_file",
    metavar="FILE.syx",
    type=_new_file,
    required=True,
    help="Where to write 32-voice banks.",
)
_json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON.")
_guard_option = click.option(
    "--guard/--no-guard",
    default=True,
    help="Hear each voice before it leaves: in place of a silent, clipped or runaway one another is drawn, or"
    " the nearest that sounds is taken (needs Dexed).",
)
_channel_option = click.option(
    "--channel", type=click.IntRange(1, 16), default=1, show_default=True, help="MIDI channel of the synth."
)


class _Outputs(click.Choice[str]):
    """A kind of output, or several of them as `OutputSpec` reads them."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        if not isinstance(value, str) or not set(value) & set(",:@"):
            return super().convert(value, param, ctx)
        try:
            OutputSpec.parse(value)
        except BadArguments as error:
            self.fail(str(error), param, ctx)
        return value


def _override(text: str) -> Override:
    try:
        return Override.parse(text)
    except BridgeError as error:
        raise click.BadParameter(str(error)) from None


def _inputs(text: str) -> str:
    from dx7bridge.inputs import InputSpec

    try:
        InputSpec.parse(text)
    except BadArguments as error:
        raise click.BadParameter(str(error)) from None
    return text


def _device_options(command: Callable[..., None]) -> Callable[..., None]:
    """Where voices go: the same words for `serve` and `dump`."""
    for option in (
        click.option(
            "--profile-set",
            "profile_set",
            metavar="FIELD=VALUE",
            type=_override,
            multiple=True,
            help="Change a field of the profile, such as dump_gap=0.08, or of one alone: dx7.dump_gap=0.08;"
            " see dx7bridge profiles. May be given more than once.",
        ),
        _channel_option,
        click.option(
            "--profile",
            type=click.Choice(list(PROFILES)),
            help="How the synth likes to be addressed; without it, what the port's name suggests.",
        ),
        click.option(
            "--port", metavar="PATTERN", help="Part of the port's name, or a regular expression for it."
        ),
        click.option(
            "--output",
            "kind",
            type=_Outputs(KINDS),
            default="auto",
            show_default=True,
            help="Kind of output; auto takes the best there is and says why. Several go with commas between,"
            " each may have its own port and profile: jack,rtmidi:UM-ONE@dx7,file.",
        ),
    ):
        command = option(command)
    return command


def _folder_option(text: str) -> Callable[[Callable[..., None]], Callable[..., None]]:
    return click.option(
        "--folder", type=click.Path(file_okay=False, path_type=Path), metavar="DIR", help=text
    )


@click.group(
    cls=_Bridge, invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"]}
)
@click.version_option(__version__, prog_name="dx7bridge")
@click.pass_context
def main(context: click.Context) -> None:
    """Steer a Yamaha DX7 over OSC, and make, inspect and send its voices."""
    if context.invoked_subcommand is None:
        click.echo(context.get_help())


class _Configured(click.Command):
    """A command whose options are settings too: first the flag counts, then DX7BRIDGE_KEY, then the file."""

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        for option in _settable(self):
            option.envvar = config.variable(_key(option))

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """As click does; what is wrong in the environment is called by its name there."""
        for stranger in config.strangers(os.environ, ["config", *map(_key, _settable(self))]):
            _note(f"note: {stranger}")
        try:
            return super().parse_args(ctx, args)
        except click.BadParameter as error:
            option, source = (
                error.param,
                ctx.get_parameter_source(error.param.name or "") if error.param else None,
            )
            if isinstance(option, click.Option) and source is ParameterSource.ENVIRONMENT:
                name = str(option.envvar)
                raise BadArguments(
                    f"{name}={os.environ[name]}: {_why(option, os.environ[name], error)}"
                ) from None
            raise


def _settable(command: click.Command) -> list[click.Option]:
    """The options that a configuration file may set."""
    return [o for o in command.params if isinstance(o, click.Option) and o.name != "config_file"]


def _key(option: click.Option) -> str:
    """What an option is called in the file: `--allow-others` is allow_others."""
    name = max((word for word in option.opts if word.startswith("--")), key=len)
    return name.removeprefix("--").replace("-", "_")


def _configure(context: click.Context, _option: click.Parameter, path: Path | None) -> Path | None:
    """Let the file say what the defaults are, after checking all of it."""
    if path is None:
        path = config.default_path()
        if not path.is_file():
            return None
    options = {_key(option): option for option in _settable(context.command)}
    defaults: dict[str, Any] = {}
    for key, value in config.read(path, options).items():
        option = options[key]
        if not _fits(option, value):
            raise BadArguments(f"{path}: {key} = {value!r}: legal is {_legal(option)}")
        try:
            option.type_cast_value(context, value)
        except click.BadParameter as error:
            raise BadArguments(f"{path}: {key} = {value!r}: {_why(option, value, error)}") from None
        defaults[str(option.name)] = value
    context.default_map = defaults
    return path


def _fits(option: click.Option, value: object) -> bool:
    """Is this of the TOML type that the option takes?"""
    if option.is_flag:
        return isinstance(value, bool)
    if option.multiple:
        return isinstance(value, list) and all(isinstance(each, str) for each in value)
    if isinstance(option.type, click.IntRange):
        return isinstance(value, int) and not isinstance(value, bool)
    if isinstance(option.type, click.FloatRange) or option.metavar == "T":
        return isinstance(value, int | float) and not isinstance(value, bool)
    return isinstance(value, str)


def _legal(option: click.Option) -> str:
    """What an option takes, in words."""
    kind = option.type
    if option.is_flag:
        return "true or false"
    if isinstance(kind, click.Choice):
        return ", ".join(map(str, kind.choices))
    if isinstance(kind, click.IntRange):
        return f"a whole number, {kind.min} to {kind.max}"
    if isinstance(kind, click.FloatRange):
        return f"a number, {kind.min:g} to {kind.max:g}"
    if option.metavar == "T":
        return f"a number, 0 to {TEMPERATURE_LIMIT:g}"
    word = {"HOST:PORT": "HOST:PORT", "DIR": "a folder", "FIELD=VALUE": "FIELD=VALUE"}.get(
        option.metavar or "", "text"
    )
    return f"a list of {word}" if option.multiple else word


def _why(option: click.Option, value: object, error: click.BadParameter) -> str:
    """What is wrong with a value that has just been named."""
    plain = (
        option.is_flag or option.metavar == "T" or isinstance(option.type, click.IntRange | click.FloatRange)
    )
    return f"legal is {_legal(option)}" if plain else error.message.removeprefix(f"{value!r}: ")


EXAMPLES: Final[dict[str, config.Value]] = {
    "port": "Dexed",
    "input": "nanoKONTROL",
    "input_channel": 1,
    "profile": "dx7",
    "profile_set": ["dx7.dump_gap=0.08"],
    "notify": ["127.0.0.1:7701"],
    "folder": "/home/me/voices",
    "model": "/home/me/my.safetensors",
    "seed": 7,
}


class Seconds(click.FloatRange):
    """A time in seconds; NaN, which every comparison lets through, is none."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        found = super().convert(value, param, ctx)
        if math.isnan(found):
            self.fail(f"{value}: legal are {self.min:g} to {self.max:g}", param, ctx)
        return found


def _settings(command: click.Command) -> list[config.Setting]:
    """The command's options as settings."""
    return [
        config.Setting(
            key=(key := _key(option)),
            default=None if key in EXAMPLES else _plain(option.default),
            doc=(option.help or "").partition("  [default")[0],
            legal=_legal(option),
            example=EXAMPLES.get(key),
        )
        for option in _settable(command)
    ]


@main.command(cls=_Configured)
@click.option(
    "--config",
    "config_file",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    envvar="DX7BRIDGE_CONFIG",
    is_eager=True,
    callback=_configure,
    help="Settings to begin with; see dx7bridge config.",
)
@click.option(
    "--listen",
    metavar="HOST:PORT",
    type=_address(0),
    default=DEFAULT_LISTEN,
    show_default=True,
    help="Where to take OSC; other machines reach it only when HOST is not loopback.",
)
@_device_options
@click.option(
    "--hold",
    type=click.Choice(HOLDS),
    default=HOLDS[0],
    show_default=True,
    help="How voices wait for the notes played through the bridge: between-notes sends none while a note"
    " sounds, on-note-on sends just before the next.",
)
@click.option(
    "--longest-hold",
    type=Seconds(0, 3600),
    default=LONGEST_HOLD,
    show_default=True,
    help="Seconds after which a voice goes in any case.",
)
@click.option(
    "--input",
    "inputs",
    metavar="[KIND:]PORT",
    type=_inputs,
    help="Hear controllers, keyboards and synths on MIDI ports with such names; the kind is jack or rtmidi."
    " Several go with commas between.",
)
@click.option(
    "--input-channel",
    type=click.IntRange(1, 16),
    help="Hear this MIDI channel alone; else all.",
)
@click.option(
    "--take-over/--no-take-over",
    default=True,
    help="A knob moves nothing until it has met the value, so that the sound never jumps.",
)
@_guard_option
@click.option(
    "--notify",
    metavar="HOST:PORT",
    type=_address(1),
    multiple=True,
    help="Send all state here, for good; may be given more than once.",
)
@click.option(
    "--allow-others",
    is_flag=True,
    default=False,
    help="Let clients aim answers and state at hosts other than their own.",
)
@click.option(
    "--tcp/--no-tcp",
    default=True,
    show_default=True,
    help="Take OSC over TCP too, and answer OSCQuery, on the same port.",
)
@click.option(
    "--advertise/--no-advertise", default=True, show_default=True, help="Let others find us by zeroconf."
)
@_folder_option("The one folder that OSC file commands see.  [default: the user's state folder]")
@_model_option
@click.option("--seed", type=click.IntRange(0, SEED_LIMIT), help="Seed of the samples; else by chance.")
@click.option(
    "--temperature",
    metavar="T",
    type=_temperature,
    default=DEFAULT_TEMPERATURE,
    show_default=True,
    help="How freely sample draws; 0 gives the most probable.",
)
@click.option(
    "--glide",
    type=Seconds(0, GLIDE_LIMIT),
    default=0.0,
    show_default=True,
    help="Seconds that sets of coordinates travel.",
)
@click.option(
    "--resume/--no-resume",
    default=False,
    help="Take up the session as it was when the bridge ended, however it ended.",
)
@click.option("--quiet", "-q", is_flag=True, default=False, help="Draw nothing, log warnings alone.")
@click.option("--verbose", "-v", is_flag=True, default=False, help="Log everything.")
def serve(
    config_file: Path | None,
    listen: tuple[str, int],
    kind: str,
    port: str | None,
    profile: str | None,
    profile_set: tuple[Override, ...],
    hold: str,
    longest_hold: float,
    inputs: str | None,
    input_channel: int | None,
    take_over: bool,
    guard: bool,
    channel: int,
    notify: tuple[tuple[str, int], ...],
    allow_others: bool,
    tcp: bool,
    advertise: bool,
    folder: Path | None,
    model_file: Path | None,
    seed: int | None,
    temperature: float,
    glide: float,
    resume: bool,
    quiet: bool,
    verbose: bool,
) -> None:
    """Take OSC messages and play the synth until stopped.

    On a terminal it shows where it stands; elsewhere, or with TERM=dumb, it logs lines. Every option may
    also be set by an environment variable, such as DX7BRIDGE_LISTEN, or in a configuration file.
    """
    import logging

    from dx7bridge import app
    from dx7bridge.display import PrintableFormatter

    level = logging.DEBUG if verbose else logging.WARNING if quiet else logging.INFO
    handler = logging.StreamHandler()
    handler.setFormatter(PrintableFormatter())
    logging.basicConfig(level=level, handlers=[handler])
    if config_file is not None:
        logging.getLogger(__name__).info("settings from %s", config_file)
    app.serve(
        app.ServeOptions(
            listen=listen,
            output=kind,
            port=port,
            profile=profile,
            overrides=profile_set,
            hold=Hold(hold, longest_hold),
            inputs=inputs,
            input_channel=None if input_channel is None else input_channel - 1,
            take_over=take_over,
            guard=guard,
            notify=notify,
            folder=folder or _state_folder(),
            model=model_file,
            channel=channel - 1,
            seed=seed,
            temperature=temperature,
            glide=glide,
            allow_others=allow_others,
            resume=resume,
            tcp=tcp,
            advertise=advertise,
            display=sys.stdout.isatty() and not quiet and os.environ.get("TERM") != "dumb",
        )
    )


@main.command("config")
@click.argument("path", required=False, type=click.Path(dir_okay=False, path_type=Path), metavar="[FILE]")
@click.option("--init", is_flag=True, help="Write a file that says what each key does, and sets none.")
@click.option("--force", is_flag=True, help="Overwrite a file that exists.")
def config_command(path: Path | None, init: bool, force: bool) -> None:
    """Show every setting, and where those come from that are no defaults; or begin a configuration file.

    Without FILE it is the one that `dx7bridge serve` looks for.
    """
    file = path or config.default_path()
    if init:
        if file.exists() and not force:
            raise BadArguments(f"{file}: exists already; --force overwrites it")
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise BadArguments(f"{file}: cannot be written: {error.strerror}") from None
        write_file(file, config.template(_settings(serve)).encode())
        click.echo(str(file))
        return
    if path is not None and not path.is_file():
        raise BadArguments(f"{path}: no such file")
    context = serve.make_context("serve", ["--config", str(file)] if file.is_file() else [])
    _note(f"{file}" if file.is_file() else f"{file} does not exist: dx7bridge config --init writes it")
    values = {_key(option): context.params[str(option.name)] for option in _settable(serve)}
    plain = {key: _plain(value) for key, value in values.items() if value is not None}
    origins = {_key(option): _origin(context, option) for option in _settable(serve)}
    click.echo(config.render(plain, origins), nl=False)


def _origin(context: click.Context, option: click.Option) -> str:
    """Where a setting comes from, in words; "" for a default."""
    source = context.get_parameter_source(str(option.name))
    if source is ParameterSource.ENVIRONMENT:
        return f"from {option.envvar}"
    return "from the file" if source is ParameterSource.DEFAULT_MAP else ""


def _plain(value: object) -> config.Value:
    """A setting as the file has it."""
    match value:
        case bool() | int() | float() | str():
            return value
        case (str() as host, int() as port):
            return f"{host}:{port}" if ":" not in host else f"[{host}]:{port}"
        case tuple() | list():
            return [str(_plain(each)) for each in value]
    return str(value)


@main.command()
@_json_option
def ports(as_json: bool) -> None:
    """List the MIDI ports that voices could go to, and those that could be heard."""
    from dx7bridge.inputs import survey_inputs
    from dx7bridge.outputs import survey

    found = survey()
    heard = survey_inputs()
    if as_json:
        listed = [{"kind": port.kind, "name": port.name} for port in found.ports]
        inputs = [{"kind": kind, "name": name} for kind, name in heard]
        _echo_json({"ports": listed, "inputs": inputs, "problems": list(found.problems)})
        return
    for port in found.ports:
        click.echo(str(port))
    for kind, name in heard:
        click.echo(f"input {kind}: {name}")
    if not found.ports:
        _note("no MIDI ports found")
    for problem in found.problems:
        _note(problem)


@main.command()
@_json_option
def profiles(as_json: bool) -> None:
    """List how each kind of synth is addressed.

    Times in seconds after the last byte of a message. Change a field with --profile-set FIELD=VALUE.
    """
    from dx7bridge.outputs.profiles import shown

    rows = {name: {"doc": profile.doc, **shown(profile)} for name, profile in PROFILES.items()}
    if as_json:
        _echo_json(rows)
        return
    for name, row in rows.items():
        click.echo(f"{name}: {row.pop('doc')}")
        click.echo("  " + "  ".join(f"{field}={value}" for field, value in row.items()))


@main.command()
@click.option("--count", type=click.IntRange(1, MAX_COUNT), default=BANK_VOICES, show_default=True)
@click.option(
    "--seed", type=click.IntRange(0, SEED_LIMIT), help="The same seed gives the same voices; else by chance."
)
@click.option(
    "--temperature",
    metavar="T",
    type=_temperature,
    default=DEFAULT_TEMPERATURE,
    show_default=True,
    help="How freely values are drawn; 0 gives the most probable.",
)
@_guard_option
@_output_file_option
@_model_option
def sample(
    count: int, seed: int | None, temperature: float, guard: bool, output_file: Path, model_file: Path | None
) -> None:
    """Make new voices.

    Writes them as 32-voice banks, the last one padded with its last voice.
    """
    from dx7bridge.app import judge
    from dx7bridge.engine.guarded import GuardedDecoder

    guarded = GuardedDecoder(_load(model_file), judge() if guard else None)
    if seed is None:
        seed = int.from_bytes(os.urandom(3), "big")
        _note(f"seed {seed}")
    drawn = guarded.sample(count, temperature=temperature, seed=seed)
    if guarded.caught:
        _note("guard: " + _summary(dict(guarded.caught)))
    _write(output_file, [voice for _, voice in drawn])


@main.command()
@click.argument("a", metavar="A.syx[:N]")
@click.argument("b", metavar="B.syx[:N]")
@click.option("--steps", type=click.IntRange(2, MAX_STEPS), default=BANK_VOICES, show_default=True)
@_output_file_option
@_model_option
def interpolate(a: str, b: str, steps: int, output_file: Path, model_file: Path | None) -> None:
    """Walk from one voice to another.

    The way leads through the latent space, as the bridge's own does; its ends are the two voices
    themselves. Voices are numbered from 1, without N the first is taken.
    """
    from dx7bridge.engine.anchors import Anchors
    from dx7bridge.engine.sounds import Sound, legal

    first, last = read_voice(a), read_voice(b)
    model = _load(model_file)
    start, end = (
        Sound(legal(latent), voice)
        for latent, voice in zip(model.encode([first, last]), (first, last), strict=True)
    )
    _, *between, _ = Anchors(model).way(start, end, steps)
    named = [
        voice.with_name(name_between(first, last, place, steps))
        for place, voice in enumerate(between, start=2)
    ]
    _write(output_file, [first, *named, last])


@main.command()
@click.argument("spec", metavar="FILE.syx[:N]")
@_json_option
@_model_option
def encode(spec: str, as_json: bool, model_file: Path | None) -> None:
    """Print the coordinates of every voice, or of voice N."""
    voices = _voices(spec)
    latents = _load(model_file).encode(voices)
    pairs = list(zip(voices, latents, strict=True))
    if as_json:
        _echo_json([{"name": voice.name, "latent": list(latent)} for voice, latent in pairs])
        return
    for voice, latent in pairs:
        click.echo(f"{voice.name:10}  " + " ".join(f"{value:7.3f}" for value in latent))


@main.command()
@click.argument("spec", metavar="IN.syx[:N]")
@click.option("--latent-only", is_flag=True, help="From the 8 coordinates alone, without the detail.")
@_output_file_option
@_model_option
def reconstruct(spec: str, latent_only: bool, output_file: Path, model_file: Path | None) -> None:
    """Encode and decode every voice.

    Writes the model's own idea of each, in order, under the names they had: from all that it infers of the
    voice, or from the 8 coordinates alone. (The bridge itself gives an encoded voice back exactly.)
    """
    voices = _voices(spec)
    again = _load(model_file).reconstruct(voices, latent_only=latent_only)
    _write(output_file, [new.with_name(old.name) for old, new in zip(voices, again, strict=True)])


@main.command()
@click.argument("spec", metavar="FILE.syx[:N]")
@click.option("--voice", "number", type=int, help="Send this voice alone, from 1.")
@click.option("--bank", type=click.IntRange(1), help="Which 32 voices of a longer file, from 1.")
@_device_options
@_folder_option("Where the file and dexed outputs write.  [default: the user's state folder]")
def dump(
    spec: str,
    number: int | None,
    bank: int | None,
    kind: str,
    port: str | None,
    profile: str | None,
    profile_set: tuple[Override, ...],
    channel: int,
    folder: Path | None,
) -> None:
    """Send a bank or a voice to the synth.

    Waits until the wire has carried it. A file with a single voice is sent as a voice; a bank
    overwrites the synth's memory.
    """
    from dx7bridge.outputs import open_output

    voices, what = _chosen(spec, number, bank)
    with _finishing(
        open_output(kind, port, profile, folder, channel=channel - 1, overrides=profile_set)
    ) as output:
        if kind == "auto":
            _note(f"{output.describe()}: {output.reason}")
        try:
            if len(voices) == 1:
                output.resend(voices[0])
            else:
                output.send_bank([*voices, *[voices[-1]] * (BANK_VOICES - len(voices))])
        except NoMidi:
            if not output.waiting:
                raise
        if output.waiting:  # it goes once something is connected
            _note(f"{output.waiting} (dx7bridge ports lists what there is)")
        _carry(output, what)
        click.echo(f"sent {what} to {output.describe()}")


@main.command()
@click.argument("path", metavar="FILE_OR_DIR", type=click.Path(path_type=Path))
@_json_option
def inspect(path: Path, as_json: bool) -> None:
    """Say what is in a file or folder, and what is wrong with it."""
    files = read_tree(path)
    counts = count_kinds(problem for file in files for problem in file.problems)
    if as_json:
        _echo_json(_report(files, counts))
    else:
        _tell(path, files, counts)
    if not any(file.voices for file in files):
        raise BadArguments(f"{path}: there is no voice in it")


def _tell(path: Path, files: Sequence[SyxFile], counts: dict[str, int]) -> None:
    """What `inspect` says of what was found at `path`."""
    for file in files:
        if path.is_dir():
            wrong = _summary(count_kinds(file.problems))
            click.echo(f"{file.path}: {_contents(file)}" + (f"; {wrong}" if wrong else ""))
            continue
        click.echo(f"{file.path}: {_contents(file)}, {_plural(file.size, 'byte')}")
        for found in file.voices:
            line = f"  {found.number:4}  {found.voice.name:10}  algorithm {found.voice['algorithm'] + 1}"
            click.echo(f"{line:35}channel {found.channel + 1}" if len(file.channels) > 1 else line)
        for problem in file.problems:
            click.echo(f"  {problem.kind}: {problem}")
    if path.is_dir():
        total = sum(len(file.voices) for file in files)
        verdict = f"; {_summary(counts) or 'all well'}" if files else ""
        click.echo(f"{_plural(len(files), 'file')}, {_plural(total, 'voice')}{verdict}")


def _load(model_file: Path | None) -> Model:
    from dx7bridge import model

    return model.load(model_file)


def _state_folder() -> Path:
    from platformdirs import user_state_path

    return user_state_path("dx7bridge", appauthor=False)


def _voices(spec: str) -> list[Voice]:
    """All voices of `FILE`, or the one of `FILE:N`; says when the file was not in order."""
    path, number = parse_spec(spec)
    file = _read(path)
    return file.all_voices() if number is None else [file.voice(number)]


def _read(path: Path) -> SyxFile:
    file = read_file(path)
    if file.mended and file.voices:
        _note(f"note: {path}: {file.mended}; see dx7bridge inspect")
    return file


def _chosen(spec: str, number: int | None, bank: int | None) -> tuple[list[Voice], str]:
    """What to send, at most 32 voices, and how to call it."""
    path, from_spec = parse_spec(spec)
    if sum(choice is not None for choice in (number, bank, from_spec)) > 1:
        raise BadArguments("choose one of FILE:N, --voice and --bank")
    number = number if number is not None else from_spec
    file = _read(path)
    if number is not None:
        voice = file.voice(number)
        return [voice], f"voice {number} ({voice.name})"
    voices = file.all_voices()
    banks = math.ceil(len(voices) / BANK_VOICES)
    if bank is None and banks > 1:
        raise BadArguments(f"{path}: {len(voices)} voices, a bank is {BANK_VOICES}: say --bank or --voice")
    if bank is not None and bank > banks:
        raise BadArguments(f"{path}: bank {bank}; legal are 1 to {banks}")
    if len(voices) == 1:
        return voices, f"voice 1 ({voices[0].name})"
    start = BANK_VOICES * ((bank or 1) - 1)
    return voices[start : start + BANK_VOICES], f"bank {bank or 1} of {path}"


@contextmanager
def _finishing(output: Output) -> Iterator[Output]:
    """Close `output` however the block ends: what is on its way goes out whole, nothing cuts that short."""
    signals = (signal.SIGINT, signal.SIGTERM)

    def stop(number: int, _frame: object) -> NoReturn:
        for each in signals:  # from here on a second Ctrl-C is too late
            signal.signal(each, signal.SIG_IGN)
        if number == signal.SIGINT:
            raise KeyboardInterrupt
        raise SystemExit(TERMINATED)

    before = [signal.signal(each, stop) for each in signals]
    try:
        yield output
    finally:
        try:
            output.close()
        finally:
            for each, handler in zip(signals, before, strict=True):
                signal.signal(each, handler)


def _carry(output: Output, what: str) -> None:
    """Wait, with progress on stderr, until the wire has carried all; NoMidi when it does not."""
    total = least = output.seconds_left()
    since = time.monotonic()
    with click.progressbar(length=1000, label=f"sending {what}", file=sys.stderr) as bar:
        while not output.flush(TICK):
            left, now = output.seconds_left(), time.monotonic()
            if output.last_error:
                raise NoMidi(output.last_error)
            if left < least:
                least, since = left, now
                bar.update(round(1000 * (1 - left / total)) - bar.pos)
            elif now - since > PATIENCE:
                why = output.waiting or f"{output.describe()}: nothing went out"
                raise NoMidi(f"{why}: given up after {PATIENCE:g} seconds")
        bar.update(1000 - bar.pos)


def _write(path: Path, voices: Sequence[Voice]) -> None:
    write_banks(path, voices)
    click.echo(f"{_plural(len(voices), 'voice')} in {path}")


def _contents(file: SyxFile) -> str:
    """What is in a file, in words; one message and channel 1 go without saying."""
    voices = _plural(len(file.voices), "voice")
    messages = f" in {file.dumps} messages" if file.dumps > 1 else ""
    channels = " and ".join(str(channel + 1) for channel in file.channels)
    if channels in ("", "1"):
        return voices + messages
    return f"{voices}{messages}, channel{'s' if len(file.channels) > 1 else ''} {channels}"


def _report(files: Sequence[SyxFile], counts: dict[str, int]) -> dict[str, object]:
    return {
        "files": [
            {
                "path": str(file.path),
                "size": file.size,
                "messages": file.dumps,
                "voices": [
                    {
                        "number": found.number,
                        "name": found.voice.name,
                        "algorithm": found.voice["algorithm"] + 1,
                        "offset": found.offset,
                        "channel": found.channel + 1,
                        "clamped": [
                            {"parameter": c.parameter.name, "found": c.found, "kept": c.kept}
                            for c in found.clamps
                        ],
                    }
                    for found in file.voices
                ],
                "problems": [
                    {"kind": p.kind.value, "where": p.where, "message": p.message} for p in file.problems
                ],
            }
            for file in files
        ],
        "totals": {
            "files": len(files),
            "voices": sum(len(file.voices) for file in files),
            "problems": counts,
        },
    }


def _summary(counts: dict[str, int]) -> str:
    return ", ".join(f"{kind} {count}" for kind, count in counts.items())


def _plural(count: int, noun: str) -> str:
    return f"{count} {noun}" + ("" if count == 1 else "s")


def _echo_json(value: object) -> None:
    click.echo(json.dumps(value, indent=1, allow_nan=False))


def _note(text: str) -> None:
    click.echo(text, err=True)


def _fail(message: str) -> NoReturn:
    _note("Error: " + " ".join(message.split()))
    sys.exit(BAD_INPUT)
