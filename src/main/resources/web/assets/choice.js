// Photographs that somebody chooses, or drops on the page.
import { find, make } from "./page.js";
import { DropTarget, Uppy } from "./uppy.js";

const TYPES = ["image/jpeg", "image/png"];
const SHOWN = 10;
/** Uppy takes all that were chosen at once, or none of them. */
const MOST = "A batch has %{smart_count} photographs at most. Together these are more, so none of them was taken.";

export class Choice {
  /**
   * @param form  with the field images; says how many photographs there may be, and how long each
   * @param judge is given each file, and answers why it is not taken, "" when nothing is to be said of it; null when it is taken
   */
  constructor(form, judge) {
    this.bytes = Number(form.dataset.bytes);
    this.input = find("#images");
    this.refused = [];
    let number = 0;
    this.uppy = new Uppy({
      locale: { strings: { youCanOnlyUploadX: { 0: MOST, 1: MOST } } },
      restrictions: { maxNumberOfFiles: Number(form.dataset.most) || null },
      onBeforeFileAdded: (file) => {
        // the same photograph may be there twice
        const chosen = { ...file, id: `photograph-${++number}` };
        const reason = this.whyNot(file) ?? judge(chosen);
        if (reason) {
          this.refuse(reason);
        }
        return reason === null ? chosen : false;
      },
    }).use(DropTarget, { target: document.body });
    this.uppy.on("restriction-failed", (file, error) => {
      // what is wrong with a file was said before
      if (!file) {
        this.refuse(error.message);
      }
    });
    this.input.addEventListener("change", () => {
      this.forgetRefused();
      this.add([...this.input.files]);
      this.input.value = "";
    });
    addEventListener("drop", () => this.forgetRefused(), true);
    this.input.required = false;
  }

  add(files) {
    try {
      this.uppy.addFiles(files.map((file) => ({ name: file.name, type: file.type, data: file, source: "chosen" })));
    } catch {
      // each was told by restriction-failed
    }
  }

  refuse(reason) {
    this.refused.push(reason);
    // a thousand may be refused at once
    this.showing ??= Promise.resolve().then(() => this.showRefused());
  }

  showRefused() {
    this.showing = null;
    const list = find("#refused");
    list.replaceChildren(...[...new Set(this.refused)].slice(0, SHOWN).map((text) => make("li", "", text)));
    if (this.refused.length > SHOWN) {
      list.append(make("li", "", `and ${this.refused.length - SHOWN} more`));
    }
    list.hidden = false;
  }

  forgetRefused() {
    this.refused = [];
    find("#refused").hidden = true;
  }

  whyNot(file) {
    if (!TYPES.includes(file.type)) {
      return `${file.name} is neither JPEG nor PNG.`;
    }
    if (file.size === 0) {
      return `${file.name} is empty.`;
    }
    return file.size > this.bytes ? `${file.name} has more than ${Math.floor(this.bytes / 2 ** 20)} MiB.` : null;
  }
}
