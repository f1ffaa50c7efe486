// Batches of photographs: chosen, uploaded straight to S3, and followed until each is recognised.
"use strict";

(() => {
  const SAYING = { "created": "not uploaded", "job queued": "waiting", "processing": "is looked at", "completed": "done", "failed": "failed" };
  const ENDED = new Set(["completed", "failed"]);
  /** The problem of a photograph that no other try would develop. */
  const REFUSED = "The photograph cannot be developed";
  const SVG = "http://www.w3.org/2000/svg";
  const HUES = 6;

  const find = (selector, within = document) => within.querySelector(selector);
  const make = (name, className, text) => {
    const element = document.createElement(name);
    element.className = className;
    element.textContent = text;
    return element;
  };
  const pause = (milliseconds) => new Promise((resolve) => { setTimeout(resolve, milliseconds); });
  const photographs = (count) => count === 1 ? "1 photograph" : `${count} photographs`;

  // ---- the API ----

  class Refusal extends Error {
    constructor(status, detail) {
      super(detail);
      this.status = status;
    }
  }

  /** Asks the API. A refusal is thrown with its reason; when nobody answers, it is tried again. */
  async function ask(method, path, body, headers = {}) {
    for (let attempt = 1; ; attempt++) {
      try {
        const answer = await fetch(path, {
          method,
          headers: body === undefined ? headers : { ...headers, "Content-Type": "application/json" },
          body: body === undefined ? undefined : JSON.stringify(body),
        });
        if (answer.ok) {
          return { said: new Date(answer.headers.get("Date") ?? Date.now()), json: await answer.json() };
        }
        const problem = await answer.json().catch(() => ({}));
        const reason = answer.status === 401 ? "You are no longer signed in. Sign in again in another tab, then try again."
          : problem.detail ?? `Darkroom answered ${answer.status}.`;
        if (answer.status !== 503 || attempt === 5) {
          throw new Refusal(answer.status, reason);
        }
      } catch (error) {
        if (error instanceof Refusal || attempt === 5) {
          throw error instanceof Refusal ? error : new Refusal(0, "Darkroom cannot be reached.");
        }
      }
      await pause(500 * 2 ** attempt);
    }
  }

  // ---- what is shown ----

  /** Tells those who listen instead of looking; not more often than they can follow. */
  const teller = () => {
    let last = "";
    let planned;
    let told = 0;
    return (text) => {
      clearTimeout(planned);
      planned = setTimeout(() => {
        if (text !== last) {
          last = text;
          told = Date.now();
          find("#said").textContent = text;
        }
      }, Math.max(0, told + 1500 - Date.now()));
    };
  };
  const tell = teller();

  const bar = (name, value, max, text) => {
    const progress = find(`#${name}`);
    progress.max = Math.max(1, max);
    progress.value = value;
    find(`output[for=${name}]`).textContent = text;
  };

  /** One photograph: the same parts as photo.ftlh makes. */
  class Card {
    constructor(element) {
      this.element = element;
      this.part = (name) => find(`.${name}`, element);
      const image = find("img", element);
      image?.addEventListener("error", () => this.unreadable());
      if (image?.complete && !image.naturalWidth) {
        this.unreadable();
      }
    }

    static create(name) {
      const card = new Card(find("#photo").content.firstElementChild.cloneNode(true));
      card.part("name").textContent = name;
      card.part("retry")?.querySelector("button").setAttribute("aria-label", `Try ${name} again`);
      card.name = name;
      return card;
    }

    get status() {
      return this.element.dataset.status;
    }

    picture(source) {
      let image = find("img", this.element);
      if (!image) {
        image = document.createElement("img");
        image.alt = this.name ?? this.part("name").textContent;
        image.decoding = "async";
        image.loading = "lazy";
        image.addEventListener("error", () => this.unreadable());
        this.part("view").prepend(image);
      }
      if (!image.src) {
        image.src = source;
      }
    }

    unreadable() {
      find("img", this.element)?.remove();
      this.part("view").classList.add("unreadable");
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

    failed(reason, retry) {
      this.state("failed");
      this.reason(reason);
      this.retryBy(retry);
    }

    reason(text) {
      const reason = this.part("reason");
      reason.textContent = text ?? "";
      reason.hidden = !text;
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

    /** An image of a batch, as the API has it. Boxes are drawn when they fit the photograph as it is. */
    show(image, boxed, retry) {
      this.element.dataset.image = image.id ?? "";
      this.state(image.status);
      // a photograph that was chosen here is shown from here
      if (image.url && !this.element.dataset.file && !find("img", this.element)) {
        this.picture(image.url);
      }
      this.predictions(image.predictions);
      this.boxes(boxed ? image.predictions ?? [] : []);
      this.reason(image.problem ? image.problem.detail ?? image.problem.title ?? "No reason was given" : null);
      this.retryBy(image.status === "failed" && image.job_id && image.problem?.title !== REFUSED ? retry : null);
    }

    predictions(predictions) {
      const list = this.part("predictions");
      list.hidden = !predictions;
      list.replaceChildren(...(predictions ?? []).map((prediction, index) => {
        const item = make("li", `hue-${index % HUES}`, "");
        item.append(make("span", "label", prediction.label), " ",
          make("span", "confidence", `${Math.round(prediction.confidence * 100)} %`));
        return item;
      }));
      if (predictions?.length === 0) {
        list.append(make("li", "nothing", "Nothing was recognised"));
      }
    }

    boxes(predictions) {
      const overlay = this.part("boxes");
      const of = predictions.find((prediction) => prediction.box?.of)?.box.of;
      overlay.replaceChildren();
      if (!of) {
        return;
      }
      const draw = (name, attributes, text = "") => {
        const element = document.createElementNS(SVG, name);
        Object.entries(attributes).forEach(([key, value]) => { element.setAttribute(key, value); });
        element.textContent = text;
        return element;
      };
      const size = Math.max(of.width, of.height) / 14;
      overlay.setAttribute("viewBox", `0 0 ${of.width} ${of.height}`);
      predictions.forEach(({ label, box }, index) => {
        if (box) {
          const place = draw("g", { class: `hue-${index % HUES}` });
          place.append(draw("title", {}, label), draw("rect", { x: box.x, y: box.y, width: box.width, height: box.height }),
            // by turns left and right, for boxes that begin at the same place
            draw("text", index % 2 === 0 ? { x: box.x + size / 4, y: box.y + size, "font-size": size, "text-anchor": "start" }
              : { x: box.x + box.width - size / 4, y: box.y + size, "font-size": size, "text-anchor": "end" }, index + 1));
          overlay.append(place);
        }
      });
    }
  }

  // ---- following a batch ----

  /** Shows how a batch goes on, until it is completed. */
  class Follower {
    constructor(id, cards) {
      this.id = id;
      /** In the order of the batch's images. */
      this.cards = cards;
      this.jobs = new Map();
      this.following = false;
    }

    async start() {
      if (this.following) {
        return;
      }
      this.following = true;
      this.listen();
      for (let wait = 0; this.following;) {
        try {
          const { json } = await ask("GET", `/api/batches/${this.id}?wait=${wait}`);
          this.show(json);
          wait = 20;
          if (json.status === "completed") {
            break;
          }
        } catch (refusal) {
          tell(refusal.message);
          if (refusal.status === 404) {
            break;
          }
          await pause(5000);
        }
      }
      this.following = false;
      this.events?.close();
    }

    /** What changes is told at once; what was recognised is read then. */
    listen() {
      this.events = new EventSource(`/api/events?batch_id=${this.id}`);
      this.events.addEventListener("job", (event) => {
        const job = JSON.parse(event.data);
        const card = this.jobs.get(job.id);
        if (card && !ENDED.has(card.status) && !ENDED.has(job.status)) {
          card.state(job.status);
        } else {
          this.lookSoon();
        }
      });
      this.events.onerror = () => {
        if (this.events.readyState === EventSource.CLOSED) {
          this.lookNowAndThen();
        }
      };
    }

    async lookNowAndThen() {
      while (this.following) {
        await pause(2000);
        await this.look();
      }
    }

    lookSoon() {
      this.changed = true;
      if (!this.looking) {
        this.looking = (async () => {
          while (this.changed) {
            const began = Date.now();
            await pause(100);
            this.changed = false;
            await this.look();
            // a batch of a thousand is not read more often than it can be
            await pause(Math.max(200, Date.now() - began));
          }
          this.looking = null;
        })();
      }
    }

    async look() {
      try {
        this.show((await ask("GET", `/api/batches/${this.id}`)).json);
      } catch (refusal) {
        tell(refusal.message);
      }
    }

    show(batch) {
      // another step may have turned or cut what classify was given
      const boxed = batch.job_sequence[1] === "classify";
      batch.images.forEach((image, index) => {
        const card = this.cards[index];
        if (image.job_id) {
          this.jobs.set(image.job_id, card);
        }
        // of what is still on this machine, the upload tells more
        if (image.status !== "created" || !card.local) {
          card.uploading(null);
          card.show(image, boxed, () => this.retry(card, image.job_id));
        }
      });
      this.count(batch.counts);
      if (batch.status === "completed") {
        const { images, completed, failed, unfinished } = batch.counts;
        tell(`Of ${photographs(images)} ${completed} are done, ${failed} failed`
          + (unfinished ? `, and ${unfinished} did not come in time.` : "."));
        find("p#again")?.remove();
      }
    }

    count(counts) {
      Object.entries(counts).forEach(([name, count]) => {
        const figure = find(`[data-count=${name}]`);
        figure.textContent = count;
        figure.closest("li").classList.toggle("alarm", name === "failed" && count > 0);
      });
      const ended = counts.completed + counts.failed;
      bar("recognition", ended, counts.images, `${ended} of ${counts.images}`);
      if (ended && ended < counts.images) {
        tell(`${ended} of ${photographs(counts.images)} are recognised.`);
      }
    }

    async retry(card, jobId) {
      card.state("job queued");
      try {
        await ask("PUT", `/api/jobs/${jobId}`, { status: "job queued" });
        this.start();
      } catch (refusal) {
        card.failed(refusal.message, () => this.retry(card, jobId));
      }
    }
  }

  // ---- a new batch ----

  const RETRY_STATUS = new Set([0, 408, 429, 500, 502, 503, 504]);
  const TYPES = ["image/jpeg", "image/png"];
  const ARRIVED = 412;
  /** A link is signed again when less than this is left of its life. */
  const MARGIN = 60_000;
  const AT_A_TIME = 6;
  const THUMBNAIL = 480;
  const THUMBNAILS = 300;

  /** The address of a small picture of a photograph, which the browser turns upright as it does the original. */
  async function thumbnail(file) {
    const photograph = await createImageBitmap(file);
    const scale = Math.min(1, THUMBNAIL / photograph.width);
    const canvas = document.createElement("canvas");
    canvas.width = Math.round(photograph.width * scale);
    canvas.height = Math.max(1, Math.round(photograph.height * scale));
    const context = canvas.getContext("2d");
    context.imageSmoothingQuality = "high";
    // what is transparent is white, as it is for the steps
    context.fillStyle = "white";
    context.fillRect(0, 0, canvas.width, canvas.height);
    context.drawImage(photograph, 0, 0, canvas.width, canvas.height);
    photograph.close();
    return URL.createObjectURL(await new Promise((resolve) => { canvas.toBlob(resolve, "image/jpeg", 0.8); }));
  }

  class NewBatch {
    constructor(form) {
      this.form = form;
      this.cards = new Map();
      this.refused = [];
      const { Uppy, XHRUpload, DropTarget } = UppyParts;
      let number = 0;
      this.uppy = new Uppy({
        restrictions: {
          maxNumberOfFiles: Number(form.dataset.most),
          maxFileSize: Number(form.dataset.bytes),
          minFileSize: 1,
          allowedFileTypes: TYPES,
        },
        // the same photograph may be there twice
        onBeforeFileAdded: (file) => ({ ...file, id: `photograph-${++number}` }),
      })
        .use(DropTarget, { target: document.body })
        .use(XHRUpload, {
          method: "PUT",
          formData: false,
          limit: AT_A_TIME,
          timeout: 60_000,
          endpoint: (file) => this.link(file.id),
          onBeforeRequest: (request, _, [file]) => this.sign(request, file.id),
          shouldRetry: (request) => RETRY_STATUS.has(request.status),
          getResponseData: () => ({}),
        });
      this.inSight = new Set();
      this.drawn = new Set();
      this.sight = new IntersectionObserver((entries) => {
        entries.forEach(({ target, isIntersecting }) => {
          this.inSight[isIntersecting ? "add" : "delete"](target.dataset.file);
        });
        this.draw();
      }, { rootMargin: "50%" });
      this.listen();
    }

    /** Makes the thumbnails, one after the other: each is decoded as a whole. */
    async draw() {
      if (this.drawing) {
        return;
      }
      this.drawing = true;
      for (let fileId = this.toDraw(); fileId; fileId = this.toDraw()) {
        this.drawn.add(fileId);
        this.sight.unobserve(this.cards.get(fileId).element);
        try {
          const source = await thumbnail(this.uppy.getFile(fileId).data);
          if (this.cards.has(fileId)) {
            this.cards.get(fileId).picture(source);
          } else {
            URL.revokeObjectURL(source);
          }
        } catch {
          this.cards.get(fileId)?.unreadable();
        }
      }
      this.drawing = false;
    }

    /** What is in sight comes first; the first few hundred of the others, when there is nothing else to do. */
    toDraw() {
      const missing = (fileId) => this.cards.has(fileId) && !this.drawn.has(fileId);
      return [...this.inSight].find(missing) ?? [...this.cards.keys()].slice(0, THUMBNAILS).find(missing);
    }

    listen() {
      const { uppy, form } = this;
      const input = find("#images");
      input.addEventListener("change", () => {
        this.forgetRefused();
        this.add([...input.files]);
        input.value = "";
      });
      form.addEventListener("submit", (event) => {
        event.preventDefault();
        this.start();
      });
      find("#clear").addEventListener("click", () => {
        uppy.clear();
        input.focus();
      });
      find("button#again").addEventListener("click", () => this.retryUploads());
      addEventListener("beforeunload", (event) => {
        if (this.uploading) {
          event.preventDefault();
        }
      });

      uppy.on("file-added", (file) => this.added(file));
      uppy.on("file-removed", (file) => {
        this.removed(file.id);
        this.chosen();
      });
      uppy.on("restriction-failed", (file, error) => this.refuse(file, error));
      uppy.on("upload-progress", (file, progress) => {
        this.cards.get(file.id)?.uploading(progress.bytesUploaded / progress.bytesTotal);
        this.uploaded();
      });
      uppy.on("upload-success", (file) => this.arrived(file.id));
      uppy.on("upload-error", (file, error, response) => this.broken(file.id, error, response?.status ?? error.request?.status ?? 0));
      this.input = input;
      input.required = false;
      this.chosen();
    }

    add(files) {
      try {
        this.uppy.addFiles(files.map((file) => ({ name: file.name, type: file.type, data: file, source: "chosen" })));
      } catch {
        // each was told by restriction-failed
      }
    }

    refuse(file, error) {
      this.refused.push(file ? this.whyNot(file) ?? error.message : error.message);
      const list = find("#refused");
      list.replaceChildren(...[...new Set(this.refused)].slice(0, 10).map((text) => make("li", "", text)));
      if (this.refused.length > 10) {
        list.append(make("li", "", `and ${this.refused.length - 10} more`));
      }
      list.hidden = false;
    }

    whyNot(file) {
      const most = Number(this.form.dataset.bytes);
      if (!TYPES.includes(file.type)) {
        return `${file.name} is neither JPEG nor PNG.`;
      }
      if (file.size === 0) {
        return `${file.name} is empty.`;
      }
      return file.size > most ? `${file.name} has more than ${Math.floor(most / 2 ** 20)} MiB.` : null;
    }

    forgetRefused() {
      this.refused = [];
      find("#refused").hidden = true;
    }

    added(file) {
      const card = Card.create(file.name);
      card.local = true;
      card.state("created", "chosen");
      card.element.dataset.file = file.id;
      const remove = make("button", "remove plain", "Remove");
      remove.type = "button";
      remove.setAttribute("aria-label", `Remove ${file.name}`);
      remove.addEventListener("click", () => {
        const next = card.element.nextElementSibling ?? card.element.previousElementSibling;
        this.uppy.removeFile(file.id);
        (next ? find("button.remove", next) : this.input).focus();
      });
      card.part("caption").append(remove);
      this.cards.set(file.id, card);
      find("#photos").append(card.element);
      this.sight.observe(card.element);
      this.chosen();
    }

    removed(fileId) {
      const { element } = this.cards.get(fileId);
      this.sight.unobserve(element);
      this.inSight.delete(fileId);
      this.cards.delete(fileId);
      element.remove();
      URL.revokeObjectURL(find("img", element)?.src);
    }

    chosen() {
      const count = this.cards.size;
      const start = find("#start");
      start.disabled = count === 0;
      start.textContent = count ? `Recognise ${photographs(count)}` : "Recognise them";
      find("#clear").hidden = count === 0;
      if (count) {
        tell(`${photographs(count)} chosen.`);
      }
    }

    async start() {
      const files = this.uppy.getFiles();
      if (!files.length || this.uploading) {
        return;
      }
      this.uploading = true;
      this.forgetRefused();
      find("#start").disabled = true;
      // the same for each try, so that a lost answer makes no second batch
      this.key ??= [...crypto.getRandomValues(new Uint32Array(4))].map((part) => part.toString(36)).join("-");
      try {
        const { json: batch, said } = await ask("POST", "/api/batches", {
          images: files.map((file) => ({ name: file.name.slice(-255), content_type: file.type, byte_size: file.size })),
        }, { "Idempotency-Key": this.key });
        this.begin(batch, files, said);
      } catch (refusal) {
        this.uploading = false;
        this.key = undefined;
        find("#start").disabled = false;
        this.refuse(null, refusal);
      }
    }

    begin(batch, files, said) {
      history.replaceState(null, "", `/batches/${batch.id}`);
      find("#title").textContent = `Batch ${batch.id}`;
      this.form.hidden = true;
      find("#bars").hidden = false;
      this.uploads = new Map();
      files.forEach((file, index) => {
        const card = this.cards.get(file.id);
        find("button.remove", card.element)?.remove();
        card.state("created", "waits for its upload");
        this.uploads.set(file.id, { imageId: batch.images[index].id, ...this.lease(batch.images[index].upload, said) });
      });
      this.follower = new Follower(batch.id, files.map((file) => this.cards.get(file.id)));
      this.follower.count(batch.counts);
      this.follower.start();
      this.upload(() => this.uppy.upload());
    }

    /** Until when a link is good by the clock of this machine, which may be wrong. */
    lease(upload, said) {
      return { link: upload, until: performance.now() + (new Date(upload.expires_at) - said) - MARGIN };
    }

    async upload(action) {
      this.uploading = true;
      find("button#again").hidden = true;
      this.uploaded();
      await action().catch(() => {});
      this.uploading = false;
      this.uploaded();
      const failed = this.missing().length;
      find("button#again").hidden = failed === 0;
      tell(failed ? `${photographs(failed)} could not be uploaded.` : "All photographs are uploaded.");
    }

    /** Where a photograph goes. The link is signed again when it has become old in the queue. */
    async link(fileId) {
      const upload = this.uploads.get(fileId);
      this.cards.get(fileId).state("created", "is uploaded");
      if (performance.now() > upload.until) {
        const { json: image, said } = await ask("GET", `/api/images/${upload.imageId}`);
        if (!image.upload) {
          throw Object.assign(new Error("It has arrived"), { request: { status: ARRIVED } });
        }
        Object.assign(upload, this.lease(image.upload, said));
      }
      return upload.link.url;
    }

    sign(request, fileId) {
      Object.entries(this.uploads.get(fileId).link.headers)
        // which the browser says by itself, and lets nobody set
        .filter(([name]) => name.toLowerCase() !== "content-length")
        .forEach(([name, value]) => request.setRequestHeader(name, value));
    }

    arrived(fileId) {
      const card = this.cards.get(fileId);
      this.uploads.get(fileId).arrived = true;
      card.local = false;
      card.uploading(null);
      card.reason(null);
      card.retryBy(null);
      if (card.status === "created" || card.status === "failed") {
        card.state("job queued");
      }
      this.uploaded();
    }

    broken(fileId, error, status) {
      if (status === ARRIVED) {
        // an earlier try was taken though its answer was lost
        this.arrived(fileId);
        return;
      }
      const upload = this.uploads.get(fileId);
      upload.until = 0;
      if (status === 403 && !upload.signedAgain) {
        upload.signedAgain = true;
        this.uppy.retryUpload(fileId).catch(() => {});
        return;
      }
      const card = this.cards.get(fileId);
      card.uploading(null);
      card.failed(status ? `The upload was refused (${status}).` : "The upload broke off.", () => this.retryUpload(fileId));
      find("button#again").hidden = false;
    }

    retryUpload(fileId) {
      this.uploads.get(fileId).signedAgain = false;
      this.cards.get(fileId).state("created", "waits for its upload");
      this.follower.start();
      this.upload(() => this.uppy.retryUpload(fileId));
    }

    retryUploads() {
      this.missing().forEach((fileId) => {
        const card = this.cards.get(fileId);
        card.reason(null);
        card.retryBy(null);
        card.state("created", "waits for its upload");
      });
      this.follower.start();
      this.upload(() => this.uppy.retryAll());
    }

    missing() {
      return [...this.uploads].filter(([, upload]) => !upload.arrived).map(([fileId]) => fileId);
    }

    uploaded() {
      const arrived = this.uploads.size - this.missing().length;
      const files = this.uppy.getFiles();
      const total = files.reduce((sum, file) => sum + file.size, 0);
      const sent = files.reduce((sum, file) => sum
        + (this.uploads.get(file.id)?.arrived ? file.size : Math.min(file.progress.bytesUploaded || 0, file.size)), 0);
      bar("upload", sent, total, `${arrived} of ${this.uploads.size}`);
    }
  }

  // ---- the page ----

  document.documentElement.classList.add("script");
  const form = find("#choose");
  if (form) {
    new NewBatch(form);
  } else {
    const photos = find("#photos");
    const follower = new Follower(photos.dataset.batch, [...photos.children].map((element) => new Card(element)));
    follower.cards.forEach((card) => {
      const form = card.part("retry");
      if (form && !form.hidden) {
        card.retryBy(() => follower.retry(card, find("input[name=job_id]", form).value));
      }
    });
    if (photos.dataset.status !== "completed") {
      follower.start();
    }
  }
})();
