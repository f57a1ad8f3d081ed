"""A process of its own that speaks with Piper: `python piper_worker.py VOICE.onnx`.

Piper is GPL-3, so it stays in a separate program. One JSON line a clip on stdin; back come one
JSON line and the samples (16 bit, the machine's byte order), as `worker.py` reads them.
"""

from __future__ import annotations

import json
import sys
from typing import Any


def main(model: str) -> int:
    """Speaks until stdin ends; what cannot be loaded or spoken is answered with the reason."""
    voice: Any = None
    out = sys.stdout.buffer
    for line in sys.stdin.buffer:
        try:
            voice = voice or _load(model)
            head, sound = _speak(voice, json.loads(line))
        except ImportError:
            head, sound = {"error": "it is not installed. Run: pip install piper-tts"}, b""
        except Exception as error:
            # Whatever is wrong with a voice file that a person brought, the reason is told.
            head, sound = {"error": f"the voice {model} cannot be used ({error})."}, b""
        out.write(json.dumps(head).encode() + b"\n" + sound)
        out.flush()
    return 0


def _load(model: str) -> Any:
    from piper import PiperVoice

    return PiperVoice.load(model)


def _speak(voice: Any, request: dict[str, Any]) -> tuple[dict[str, object], bytes]:
    from piper import SynthesisConfig

    takes = []
    sound = b""
    rate = int(voice.config.sample_rate)
    usual = float(voice.config.length_scale or 1.0)
    for text, speed in zip(request["pieces"], request["speeds"], strict=True):
        config = SynthesisConfig(length_scale=usual / speed)
        spoken = b"".join(
            chunk.audio_int16_array.astype("int16").tobytes()
            for chunk in voice.synthesize(text, config)
        )
        takes.append({"bytes": len(spoken)})
        sound += spoken
    return {"rate": rate, "takes": takes}, sound


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
