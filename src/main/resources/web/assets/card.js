// One photograph on the page: the same parts as photo.ftlh makes.
import { drawBoxes, hue } from "./boxes.js";
import { find, make } from "./page.js";

const SAYING = { "created": "waits for its upload", "job queued": "waiting", "processing": "is looked at", "completed": "done", "failed": "failed" };
/** The problem of a photograph that is to blame itself, as far as its worker knew. */
const REFUSED = "The photograph cannot be developed";

export class Card {
  constructor(element) {
    this.element = element;
    this.part = (name) => find(`.${name}`, element);
    this.name = this.part("name").textContent;
    /** Its state as the API has it; what is shown may be that of its upload. */
    this.status = element.dataset.status;
    this.imageId = Number(element.dataset.image) || null;
    this.jobId = Number(element.dataset.job) || null;
    /** Whether it is uploaded from here, and how that goes is shown. */
    this.uploads = false;
    /** Whether it was uploaded from here, and nothing of a job is known yet. */
    this.sent = false;
    /** Gets its picture once more: a link that was signed with the page may have become too old. */
    this.renew = null;
    const image = find("img", element);
    image?.addEventListener("error", () => this.unreadable());
    if (image?.complete && !image.naturalWidth) {
      this.unreadable();
    }
  }

  static create(name) {
    const element = find("#photo").content.firstElementChild.cloneNode(true);
    find(".name", element).textContent = name;
    find(".retry button", element)?.setAttribute("aria-label", `Try ${name} again`);
    return new Card(element);
  }

  /** Whether it has a picture, or can have none. */
  get pictured() {
    return find("img", this.element) !== null || this.part("view").classList.contains("unreadable");
  }

  /** Whether the API still waits for it. */
  get waits() {
    return this.element.dataset.waits !== undefined;
  }

  /** How many bytes the one has that the API waits for; 0 when nobody said. */
  get bytes() {
    return Number(this.element.dataset.waits);
  }

  picture(source) {
    if (!this.pictured) {
      const image = document.createElement("img");
      image.alt = this.name;
      image.decoding = "async";
      image.loading = "lazy";
      image.addEventListener("error", () => this.unreadable());
      image.src = source;
      this.part("view").prepend(image);
    }
  }

  unreadable() {
    find("img", this.element)?.remove();
    if (this.renew) {
      this.renew();
      this.renew = null;
    } else {
      this.part("view").classList.add("unreadable");
    }
  }

  state(status, text = SAYING[status]) {
    this.element.dataset.status = status;
    const state = this.part("state");
    state.className = `state ${status.replace(" ", "-")}`;
    state.textContent = text;
  }

  /** How much of it is uploaded, 0 to 1; null when that is over. */
  uploading(share) {
    let progress = find("progress", this.element);
    if (share === null) {
      progress?.remove();
      return;
    }
    if (!progress) {
      progress = document.createElement("progress");
      progress.setAttribute("aria-label", `Upload of ${this.name}`);
      this.part("line").after(progress);
    }
    progress.value = share;
  }

  /** Its upload waits, or goes on. */
  upload() {
    this.status = "created";
    this.state("created");
    this.reason(null);
    this.retryBy(null);
  }

  /** Its upload has ended well; its job is still to be heard of. */
  arrived() {
    this.upload();
    this.uploads = false;
    this.sent = true;
    this.status = "job queued";
    this.state("job queued");
    delete this.element.dataset.waits;
  }

  failed(reason, retry) {
    this.state("failed");
    this.reason(reason);
    this.retryBy(retry);
  }

  reason(text) {
    const reason = this.part("reason");
    reason.textContent = text ?? "";
    reason.hidden = !text;
    this.part("hopeless").hidden = true;
    this.part("lost").hidden = true;
  }

  retryBy(action) {
    const form = this.part("retry");
    if (!form) {
      return;
    }
    form.hidden = !action;
    form.onsubmit = (event) => {
      event.preventDefault();
      const focused = form.contains(document.activeElement);
      form.hidden = true;
      this.reason(null);
      if (focused) {
        this.element.tabIndex = -1;
        this.element.focus();
      }
      action();
    };
  }

  /** What has become of it, as the API says of an image of a batch. Boxes are drawn when they fit the photograph as it is. */
  show(image, boxed, retry) {
    const { job_id: jobId, predictions, problem, image_status: imageStatus } = image;
    this.status = image.status;
    this.jobId = jobId ?? null;
    if (imageStatus !== "created" && imageStatus !== "expired") {
      delete this.element.dataset.waits;
    }
    this.uploading(null);
    this.state(image.status);
    this.predictions(predictions);
    drawBoxes(this.part("boxes"), boxed ? predictions ?? [] : []);
    const failed = image.status === "failed";
    this.reason(failed ? problem?.detail ?? problem?.title ?? "No reason was given" : null);
    this.part("hopeless").hidden = !(failed && jobId && problem?.title === REFUSED);
    this.part("lost").hidden = !(failed && !jobId && !this.waits);
    this.retryBy(failed && jobId ? retry : null);
  }

  predictions(predictions) {
    const list = this.part("predictions");
    list.hidden = !predictions;
    list.replaceChildren(...(predictions ?? []).map((prediction, index) => {
      const item = make("li", hue(index), "");
      item.append(make("span", "label", prediction.label), " ",
        make("span", "confidence", `${Math.round(prediction.confidence * 100)} %`));
      return item;
    }));
    if (predictions?.length === 0) {
      list.append(make("li", "nothing", "Nothing was recognised"));
    }
  }
}
