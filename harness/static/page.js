// Makes the page quicker, not possible: every form works without this file.

const RATES = [0.5, 0.75, 1, 1.25, 1.5, 2];
const LISTENS_FOR = 15000; // milliseconds until a recording ends by itself
const SPOKEN_FOR = 1000; // milliseconds that a screen reader gets to pick up an announcement

document.documentElement.classList.add("js");

const form = document.querySelector("#say");
const status = document.querySelector("#status");

// --- sound: nothing plays by itself ---------------------------------------------------------

let rate = 1;

function setRate(step) {
  const at = RATES.indexOf(rate) + step;
  rate = RATES[Math.min(Math.max(at, 0), RATES.length - 1)];
  for (const sound of document.querySelectorAll("audio")) sound.playbackRate = rate;
  for (const shown of document.querySelectorAll(".rate")) shown.textContent = `${rate} ×`;
  status.textContent = `Speed ${rate}`;
}

function followCaptions(sound) {
  const track = sound.textTracks[0];
  const caption = sound.parentElement.querySelector(".caption");
  track.mode = "hidden"; // loads the cues now, and not before somebody wants to hear
  track.oncuechange = () => {
    caption.textContent = [...(track.activeCues ?? [])].map((cue) => cue.text).join("\n");
  };
}

// Events of media do not bubble, so they are caught on their way down.
document.addEventListener("play", ({ target }) => {
  for (const other of document.querySelectorAll("audio")) if (other !== target) other.pause();
  target.playbackRate = rate;
  followCaptions(target);
}, true);

document.addEventListener("error", ({ target }) => {
  if (target instanceof HTMLAudioElement) {
    status.textContent = "The sound could not be made. The terminal of the server says why.";
  }
}, true);

// A press on "Listen" opens the player and starts it; only one is open at a time.
document.addEventListener("toggle", ({ target }) => {
  if (target.matches(".sound") && !target.open) target.querySelector("audio").pause();
}, true);

document.addEventListener("click", async ({ target }) => {
  const player = target.closest(".sound > summary")?.parentElement;
  if (player && !player.open) player.querySelector("audio").play().catch(() => {});
  const button = target.closest("button");
  if (!button) return;
  const { sound: what, copy } = button.dataset;
  if (what === "slower") setRate(-1);
  if (what === "faster") setRate(+1);
  if (what === "again") {
    const sound = button.closest(".sound").querySelector("audio");
    sound.currentTime = 0;
    sound.play().catch(() => {}); // a failure is told by the error event
  }
  if (copy) {
    try {
      await navigator.clipboard.writeText(document.getElementById(copy).textContent);
      status.textContent = "Copied.";
    } catch {
      status.textContent = "The browser did not allow copying. Select the text instead.";
    }
  }
});

// --- the conversation -----------------------------------------------------------------------

if (form) {
  const box = form.querySelector("#text");
  const problem = document.querySelector("#problem");
  const replies = document.querySelector("#replies");
  const transcript = document.querySelector("#transcript");
  const log = document.querySelector("#log");
  const said = [...transcript.querySelectorAll("[data-said]")]
    .map((turn) => turn.dataset.said).filter(Boolean);
  let at = said.length; // place in what was said; past its end is the draft
  let draft = "";
  let busy = false;

  // Buttons on the picture of a screen send what a finger on the real one would.
  const feelTouches = (frame) => frame.addEventListener("load", () => {
    frame.contentDocument.addEventListener("click", ({ target }) => {
      const pressed = target.closest("[data-press]");
      if (pressed) submit(form, { touch: JSON.parse(pressed.dataset.press)[0] });
    });
  });
  document.querySelectorAll(".screen iframe").forEach(feelTouches);

  const announce = (text) => {
    const paragraph = document.createElement("p");
    paragraph.textContent = text;
    log.append(paragraph);
    setTimeout(() => paragraph.remove(), SPOKEN_FOR);
  };

  // An error is tied to the box, and to the title of the page; "" takes it away again.
  const TITLE = document.title.replace("Error: ", "");
  const tell = (words) => {
    problem.textContent = words;
    if (words) box.setAttribute("aria-invalid", "true");
    else box.removeAttribute("aria-invalid");
    document.title = (words ? "Error: " : "") + TITLE;
  };

  const talkIs = (id) => {
    for (const field of document.querySelectorAll("input[name=talk]")) field.value = id;
  };

  // Tabs with the same conversation follow each other; a tab that comes into view looks again.
  const others = new BroadcastChannel("talk");
  const follow = async () => {
    const id = form.elements.talk.value;
    if (!id || busy) return;
    const response = await fetch(`/?talk=${id}`);
    if (!response.ok) return;
    const now = new DOMParser().parseFromString(await response.text(), "text/html");
    const turns = now.querySelector("#transcript");
    if (busy || turns.children.length === transcript.children.length) return;
    transcript.replaceChildren(...turns.childNodes);
    replies.replaceChildren(...now.querySelector("#replies").childNodes);
    transcript.querySelectorAll(".screen iframe").forEach(feelTouches);
  };
  others.addEventListener("message", ({ data }) => {
    if (data === form.elements.talk.value) follow().catch(() => {});
  });
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "visible") follow().catch(() => {});
  });

  const show = (answer) => {
    document.querySelector("#welcome")?.remove();
    const inspecting = transcript.querySelector(".turn:last-of-type .understood")?.open;
    for (const older of transcript.querySelectorAll(".fold")) older.open = false;
    transcript.insertAdjacentHTML("beforeend", answer.turn);
    replies.innerHTML = answer.replies;
    talkIs(answer.talk);
    history.replaceState(null, "", `/?talk=${answer.talk}`);
    const turn = transcript.lastElementChild;
    turn.querySelectorAll(".screen iframe").forEach(feelTouches);
    turn.querySelector(".understood").open = Boolean(inspecting);
    turn.scrollIntoView({ block: "start" });
    announce(answer.spoken);
    others.postMessage(answer.talk);
  };

  const send = async (data, typed) => {
    tell(status.textContent = "");
    const response = await fetch("/say", {
      method: "POST", body: new URLSearchParams(data), headers: { Accept: "application/json" },
    });
    const answer = await response.json();
    if (answer.error?.code === "talk") {
      talkIs(""); // what is sent next begins a new conversation
      if (data.get("reply")) box.value = data.get("reply");
    }
    if (!response.ok) throw new RangeError(answer.error.message);
    if (answer.said) said.push(answer.said);
    if (typed) box.value = "";
    at = said.length;
    const missed = answer.number > transcript.children.length + 1;
    show(answer);
    if (missed) location.reload(); // another tab has said something in between
  };

  const submit = async (from, more, submitter) => {
    if (busy) return;
    busy = true;
    form.setAttribute("aria-busy", "true");
    const data = new FormData(from, submitter);
    for (const [name, value] of Object.entries(more)) data.set(name, value);
    try {
      await send(data, !data.has("reply") && !data.has("event") && !data.has("touch"));
    } catch (fault) {
      tell(fault instanceof RangeError
        ? fault.message : "The server did not answer. Is it still running?");
    }
    busy = false;
    form.removeAttribute("aria-busy");
    settle(problem.textContent || (data.has("text") && !data.has("reply")));
  };

  // Where there is only a finger, the box is left alone: it would bring up a keyboard over the answer.
  const settle = (typed) => {
    const finger = !matchMedia("(any-pointer: fine)").matches;
    const turn = transcript.lastElementChild;
    (finger && !typed && turn ? turn : box).focus({ preventScroll: true });
  };

  document.addEventListener("submit", (event) => {
    if (event.target.getAttribute("action") !== "/say") return;
    event.preventDefault();
    submit(event.target, {}, event.submitter);
  });

  box.addEventListener("keydown", (event) => {
    const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    if (!step || event.isComposing || at + step < 0 || at + step > said.length) return;
    event.preventDefault();
    if (at === said.length) draft = box.value;
    at += step;
    box.value = at === said.length ? draft : said[at];
  });

  // Speaking: what was heard is put into the box, to be corrected or sent.
  const speak = form.querySelector("#speak");
  let stop = null; // ends the recording that is under way
  let timer;

  const finish = async () => {
    clearTimeout(timer);
    const end = stop;
    stop = null;
    speak.textContent = "Speak";
    const wav = await end();
    status.textContent = "Understanding what you said.";
    const locale = form.elements.locale.value;
    const response = await fetch(`/api/hear?locale=${locale}`, { method: "POST", body: wav });
    const heard = await response.json();
    if (!response.ok) throw new RangeError(heard.error.message);
    box.value = heard.text;
    status.textContent = heard.text
      ? "That was heard. Correct it if you need to, then press Send."
      : "No words were heard. Try again, or type it.";
    box.focus({ preventScroll: true });
  };

  const listen = async () => {
    const { record } = await import("/static/speak.js");
    stop = await record();
    speak.textContent = "Stop";
    status.textContent = "Listening. Press Stop when you are done.";
    timer = setTimeout(() => attempt(finish), LISTENS_FOR);
  };

  const attempt = async (step) => {
    tell(status.textContent = "");
    try {
      await step();
    } catch (fault) {
      tell(fault instanceof RangeError ? fault.message
        : fault.name === "NotAllowedError" ? "The browser may not use the microphone. Allow it, or type."
        : "Recording did not work. Type instead.");
    }
  };

  if (speak && !(navigator.mediaDevices && window.AudioWorkletNode)) speak.remove();
  speak?.addEventListener("click", () => attempt(stop ? finish : listen));

  // After a form that loads the page anew, reading starts at what it brought.
  const wanted = document.getElementById(location.hash.slice(1));
  wanted?.querySelector(".fold")?.setAttribute("open", "");
  if (wanted) wanted.focus();
  else if (matchMedia("(any-pointer: fine)").matches) box.focus({ preventScroll: true });
}
