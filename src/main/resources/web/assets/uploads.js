// Photographs on their way to S3, by presigned links, straight from here.
import { ask, Refusal } from "./api.js";
import { bar, find, onceAFrame, photographs, tell } from "./page.js";
import { XHRUpload } from "./uppy.js";

const RETRY_STATUS = new Set([0, 408, 429, 500, 502, 503, 504]);
const ARRIVED = 412;
/** A link is signed again when less than this is left of its life. */
const MARGIN = 60_000;
const AT_A_TIME = 6;

export class Uploads {
  /**
   * @param uppy    has the files
   * @param onStart called whenever something begins to be uploaded
   */
  constructor(uppy, onStart) {
    this.uppy = uppy;
    this.onStart = onStart;
    /** By the id of the file: its card and image; its link, and until when that is good; whether it has arrived. */
    this.of = new Map();
    this.running = 0;
    this.again = find("#again");
    this.show = onceAFrame(() => this.measure());
    uppy.use(XHRUpload, {
      method: "PUT",
      formData: false,
      limit: AT_A_TIME,
      timeout: 60_000,
      endpoint: (file) => this.link(file.id),
      onBeforeRequest: (request, _, [file]) => this.sign(request, file.id),
      shouldRetry: (request) => RETRY_STATUS.has(request.status),
      getResponseData: () => ({}),
    });
    uppy.on("upload-progress", (file, progress) => {
      this.of.get(file.id).card.uploading(progress.bytesUploaded / progress.bytesTotal);
      this.show();
    });
    uppy.on("upload-success", (file) => this.arrived(file.id));
    uppy.on("upload-error", (file, error, response) => this.broken(file.id, error, response?.status ?? error.request?.status ?? 0));
    this.again.addEventListener("click", () => this.retryAll());
    addEventListener("beforeunload", (event) => {
      if (this.running) {
        event.preventDefault();
      }
    });
  }

  /**
   * Where a file goes.
   *
   * @param upload the link to upload it, as the API gave it at the time said; without it one is asked for in time
   */
  add(file, card, upload, said) {
    this.of.set(file.id, { card, size: file.size, until: 0, ...(upload ? this.lease(upload, said) : {}) });
    card.uploads = true;
    card.upload();
  }

  /** Until when a link is good by the clock of this machine, which may be wrong. */
  lease(upload, said) {
    return { link: upload, until: performance.now() + (new Date(upload.expires_at) - said) - MARGIN };
  }

  start() {
    return this.run(() => this.uppy.upload());
  }

  async run(action) {
    this.running++;
    this.again.hidden = true;
    find("#bars").hidden = false;
    find("#uploading").hidden = false;
    this.show();
    this.onStart();
    await action().catch(() => {});
    this.running--;
    this.show();
    if (!this.running) {
      const failed = this.missing().length;
      this.again.hidden = failed === 0;
      tell(failed ? `${photographs(failed)} could not be uploaded.` : "All photographs that were chosen are uploaded.");
    }
  }

  /** The link of a file, signed again when it has become old in the queue. */
  async link(fileId) {
    const upload = this.of.get(fileId);
    upload.card.state("created", "is uploaded");
    if (performance.now() > upload.until) {
      const { json: image, said } = await ask("GET", `/api/images/${upload.card.imageId}`);
      if (!image.upload) {
        throw Object.assign(new Error("It has arrived"), { request: { status: ARRIVED } });
      }
      Object.assign(upload, this.lease(image.upload, said));
    }
    return upload.link.url;
  }

  sign(request, fileId) {
    Object.entries(this.of.get(fileId).link.headers)
      // which the browser says by itself, and lets nobody set
      .filter(([name]) => name.toLowerCase() !== "content-length")
      .forEach(([name, value]) => request.setRequestHeader(name, value));
  }

  arrived(fileId) {
    const upload = this.of.get(fileId);
    const { card } = upload;
    upload.arrived = true;
    card.uploading(null);
    // its job may have been heard of before
    if (card.uploads) {
      card.uploads = false;
      card.upload();
      card.status = "job queued";
      card.state("job queued");
      delete card.element.dataset.waits;
    }
    this.show();
  }

  broken(fileId, error, status) {
    if (status === ARRIVED) {
      // an earlier try was taken though its answer was lost
      this.arrived(fileId);
      return;
    }
    const upload = this.of.get(fileId);
    upload.until = 0;
    if (status === 403 && !upload.signedAgain) {
      upload.signedAgain = true;
      this.run(() => this.uppy.retryUpload(fileId));
      return;
    }
    upload.card.uploading(null);
    const refused = status ? `The upload was refused (${status}).` : "The upload broke off.";
    upload.card.failed(error instanceof Refusal ? error.message : refused, () => this.retry(fileId));
    this.again.hidden = false;
  }

  retry(fileId) {
    const upload = this.of.get(fileId);
    upload.signedAgain = false;
    upload.card.upload();
    this.run(() => this.uppy.retryUpload(fileId));
  }

  retryAll() {
    this.missing().forEach(({ card }) => card.upload());
    this.run(() => this.uppy.retryAll());
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
