// From the microphone to a WAV file, in the browser alone.

const RATE = 16000; // samples a second, as the recogniser wants them

// Begins to record; resolves to a function that ends it and resolves to the WAV.
export async function record() {
  const stream = await navigator.mediaDevices.getUserMedia({ audio: true });
  const context = new AudioContext();
  await context.audioWorklet.addModule("/static/recorder.js");
  const recorder = new AudioWorkletNode(context, "recorder", { numberOfOutputs: 0 });
  const chunks = [];
  recorder.port.onmessage = ({ data }) => chunks.push(data);
  context.createMediaStreamSource(stream).connect(recorder);
  return async () => {
    for (const track of stream.getTracks()) track.stop();
    await context.close();
    return wav(await resampled(chunks, context.sampleRate));
  };
}

async function resampled(chunks, rate) {
  const length = chunks.reduce((sum, chunk) => sum + chunk.length, 0);
  if (!length) return new Float32Array();
  const offline = new OfflineAudioContext(1, Math.ceil(length * RATE / rate), RATE);
  const buffer = new AudioBuffer({ length, sampleRate: rate });
  let at = 0;
  for (const chunk of chunks) {
    buffer.copyToChannel(chunk, 0, at);
    at += chunk.length;
  }
  const source = new AudioBufferSourceNode(offline, { buffer });
  source.connect(offline.destination);
  source.start();
  return (await offline.startRendering()).getChannelData(0);
}

// RIFF, one channel, 16 bit: http://soundfile.sapp.org/doc/WaveFormat/
function wav(samples) {
  const view = new DataView(new ArrayBuffer(44 + 2 * samples.length));
  const word = (at, text) => [...text].forEach((c, i) => view.setUint8(at + i, c.charCodeAt(0)));
  word(0, "RIFF");
  view.setUint32(4, 36 + 2 * samples.length, true);
  word(8, "WAVEfmt ");
  view.setUint32(16, 16, true);
  view.setUint16(20, 1, true);
  view.setUint16(22, 1, true);
  view.setUint32(24, RATE, true);
  view.setUint32(28, 2 * RATE, true);
  view.setUint16(32, 2, true);
  view.setUint16(34, 16, true);
  word(36, "data");
  view.setUint32(40, 2 * samples.length, true);
  samples.forEach((sample, i) => {
    view.setInt16(44 + 2 * i, Math.max(-1, Math.min(1, sample)) * 32767, true);
  });
  return new Blob([view], { type: "audio/wav" });
}
