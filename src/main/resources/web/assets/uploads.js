// Photographs on their way to S3, by presigned links, straight from here. Uppy sends them; what breaks off is repeated from
// here, as Uppy gives up within seconds.
import { ask, Refusal } from "./api.js";
import { bar, find, onceAFrame, photographs, tell } from "./page.js";
import { XHRUpload } from "./uppy.js";

/** What may go well at the next try; 0 when nobody answered, 409 when two uploads to one key met. */
const PASSING = new Set([0, 408, 409, 429, 500, 502, 503, 504]);
const ARRIVED = 412;
/** A link is signed again when less than this is left of its life. */
const MARGIN = 60_000;
const AT_A_TIME = 6;
/** Milliseconds without progress after which an upload has broken off. */
const STALLED = 60_000;
/** How often a photograph is tried before somebody has to say so: with the pauses between, some four minutes. */
const TRIES = 12;
const pauseAfter = (tries) => Math.min(30_000, 1000 * 2 ** (tries - 1));

const online = async () => {
  while (!navigator.onLine) {
    await new Promise((resolve) => { addEventListener("online", resolve, { once: true }); });
  }
};

export class Uploads {
  /**
   * @param uppy      has the files
   * @param follower  follows the batch of the photographs, from the first upload on
   * @param onRefused called with the card of a file that S3 will never take, when another can be chosen in its place
   */
  constructor(uppy, follower, onRefused = null) {
    this.uppy = uppy;
    this.follower = follower;
    this.onRefused = onRefused;
    /** By the id of the file: its card and image; its link, and until when that is good; whether it has arrived, or failed. */
    this.of = new Map();
    this.again = find("#again");
    this.show = onceAFrame(() => this.measure());
    uppy.use(XHRUpload, {
      method: "PUT",
      formData: false,
      limit: AT_A_TIME,
      // Uppy would say that an upload is stalled, and let it be
      timeout: 0,
      endpoint: (file) => this.link(file.id),
      onBeforeRequest: (request, _, [file]) => this.prepare(request, file.id),
      shouldRetry: () => false,
      getResponseData: () => ({}),
    });
    uppy.on("upload-progress", (file, progress) => {
      const upload = this.of.get(file.id);
      if (!upload.arrived) {
        upload.card.uploading(progress.bytesUploaded / progress.bytesTotal);
        this.show();
      }
    });
    uppy.on("upload-success", (file) => this.taken(this.of.get(file.id)));
    uppy.on("upload-error", (file, error, response) => this.broken(file.id, error, response?.status ?? error.request?.status ?? 0));
    follower.onJob = (card) => this.arrived([...this.of.values()].find((upload) => upload.card === card));
    this.again.addEventListener("click", () => this.retryAll());
    addEventListener("online", () => this.hurry());
    addEventListener("beforeunload", (event) => {
      if (this.busy) {
        event.preventDefault();
      }
    });
  }

  /** Whether any is on its way, or waits for another try. */
  get busy() {
    return [...this.of.values()].some((upload) => !upload.arrived && !upload.failed);
  }

  /**
   * Where a file goes.
   *
   * @param image as the API gave it at the time said, with the link to upload it; without it, both are asked for in time
   */
  add(file, card, image, said) {
    this.of.set(file.id, { fileId: file.id, card, until: 0, tries: 0, ...(image ? this.lease(image, said) : {}) });
    card.uploads = true;
    card.upload();
  }

  /** Until when a link is good by the clock of this machine, which may be wrong. */
  lease(image, said) {
    return { image, link: image.upload, until: performance.now() + (new Date(image.upload.expires_at) - said) - MARGIN };
  }

  /** Sends what was added. */
  start() {
    this.begin(() => this.uppy.upload());
  }

  begin(action) {
    find("#bars").hidden = false;
    find("#uploading").hidden = false;
    this.settle();
    this.follower.start();
    // what goes wrong with a file is told of each
    action().catch(() => {});
  }

  /** Shows what is to be done when none is on its way any more. */
  settle() {
    const failed = [...this.of.values()].filter((upload) => upload.failed).length;
    this.again.hidden = failed === 0;
    this.show();
    if (!this.busy) {
      tell(failed ? `${photographs(failed)} could not be uploaded.` : "All photographs that were chosen are uploaded.");
    }
  }

  /** The link of a file, signed again when it has become old in the queue. Uppy tells nobody what is thrown here. */
  async link(fileId) {
    const upload = this.of.get(fileId);
    try {
      await online();
      if (!upload.arrived) {
        upload.card.state("created", "is uploaded");
        await this.renew(upload);
      }
    } catch (error) {
      this.broken(fileId, error, error.status ?? 0);
      throw error;
    }
    if (upload.arrived) {
      throw new DOMException("It has arrived", "AbortError");
    }
    return upload.link.url;
  }

  async renew(upload) {
    if (performance.now() > upload.until) {
      const { json: image, said } = await ask("GET", `/api/images/${upload.card.imageId}`);
      if (image.upload) {
        Object.assign(upload, this.lease(image, said));
      } else {
        this.arrived(upload);
      }
    }
  }

  prepare(request, fileId) {
    Object.entries(this.of.get(fileId).link.headers)
      // which the browser says by itself, and lets nobody set
      .filter(([name]) => name.toLowerCase() !== "content-length")
      .forEach(([name, value]) => request.setRequestHeader(name, value));
    let planned;
    const wait = () => {
      clearTimeout(planned);
      planned = setTimeout(() => {
        request.abort();
        // of what is aborted Uppy hears nothing
        request.onerror();
      }, STALLED);
    };
    request.upload.addEventListener("progress", wait);
    request.addEventListener("loadend", () => clearTimeout(planned));
    wait();
  }

  /** S3 has it. The API is told, as the event of S3 may be lost; if it does not hear this either, it finds out later. */
  taken(upload) {
    if (!upload.arrived) {
      const { id, s3_key: key, user_id: user } = upload.image;
      ask("PUT", `/api/images/${id}`, { s3_key: key, user_id: user }).catch(() => {});
      this.arrived(upload);
    }
  }

  arrived(upload) {
    if (!upload || upload.arrived) {
      return;
    }
    const { card } = upload;
    upload.arrived = true;
    upload.failed = false;
    clearTimeout(upload.planned);
    card.uploading(null);
    // its job may have been heard of before
    if (card.uploads) {
      card.arrived();
    }
    this.settle();
  }

  broken(fileId, error, status) {
    const upload = this.of.get(fileId);
    // or it would send the file again with the next ones
    this.uppy.setFileState(fileId, { error: null });
    if (upload.arrived) {
      return;
    }
    if (status === ARRIVED) {
      // an earlier try was taken though its answer was lost
      this.taken(upload);
      return;
    }
    upload.card.uploading(null);
    const refused = error instanceof Refusal;
    if (status === 403 && !refused && !upload.signedAgain) {
      upload.signedAgain = true;
      upload.until = 0;
      this.send(upload);
    } else if (PASSING.has(status) && ++upload.tries < TRIES) {
      upload.card.upload();
      upload.card.reason("The upload broke off. It is tried again by itself.");
      upload.planned = setTimeout(() => this.send(upload), pauseAfter(upload.tries));
    } else {
      this.fail(upload, refused ? error.message : status ? `The upload was refused (${status}).` : "The upload broke off.",
        !refused && status !== 403 && !PASSING.has(status));
    }
  }

  /** @param useless whether the same file would be refused again */
  fail(upload, reason, useless) {
    const { fileId, card } = upload;
    if (useless && this.onRefused) {
      this.of.delete(fileId);
      this.uppy.removeFile(fileId);
      card.uploads = false;
      card.upload();
      card.reason(`${reason} It may be another photograph of this name.`);
      this.onRefused(card);
      this.settle();
      tell(`${card.name}: ${reason}`);
    } else {
      upload.failed = true;
      upload.until = 0;
      card.failed(reason, () => this.retry(upload));
      this.settle();
    }
  }

  send(upload) {
    clearTimeout(upload.planned);
    upload.planned = null;
    upload.failed = false;
    upload.card.upload();
    this.begin(() => this.uppy.retryUpload(upload.fileId));
  }

  /** As often as at first. */
  retry(upload) {
    upload.signedAgain = false;
    upload.tries = 0;
    this.send(upload);
  }

  retryAll() {
    this.missing().filter((upload) => upload.failed || upload.planned).forEach((upload) => this.retry(upload));
  }

  /** Sends at once what waits for another try. */
  hurry() {
    this.missing().filter((upload) => upload.planned).forEach((upload) => this.send(upload));
  }

  missing() {
    return [...this.of.values()].filter((upload) => !upload.arrived);
  }

  measure() {
    const sent = (file) => this.of.get(file.id)?.arrived ? file.size : Math.min(file.progress.bytesUploaded || 0, file.size);
    const files = this.uppy.getFiles();
    bar("upload", files.reduce((sum, file) => sum + sent(file), 0), files.reduce((sum, file) => sum + file.size, 0),
      `${this.of.size - this.missing().length} of ${this.of.size}`);
  }
}
