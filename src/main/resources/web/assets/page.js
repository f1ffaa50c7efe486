// What the pages of batches have in common: parts, bars, and a line that tells what happens.

export const find = (selector, within = document) => within.querySelector(selector);

export const make = (name, className, text) => {
  const element = document.createElement(name);
  element.className = className;
  element.textContent = text;
  return element;
};

export const photographs = (count) => count === 1 ? "1 photograph" : `${count} photographs`;

export const bar = (name, value, max, text) => {
  const progress = find(`#${name}`);
  progress.max = Math.max(1, max);
  progress.value = value;
  find(`output[for=${name}]`).textContent = text;
};

/** What is to be shown, once for each picture of the screen at most, however often it is said. */
export const onceAFrame = (show) => {
  let planned = false;
  return () => {
    if (!planned) {
      planned = true;
      requestAnimationFrame(() => {
        planned = false;
        show();
      });
    }
  };
};

const A_BREATH = 1500;
let last = "";
let planned;
let told = 0;

/** Tells those who listen instead of looking; not more often than they can follow. */
export function tell(text) {
  clearTimeout(planned);
  planned = setTimeout(() => {
    if (text !== last) {
      last = text;
      told = Date.now();
      find("#said").textContent = text;
    }
  }, Math.max(0, told + A_BREATH - Date.now()));
}

document.documentElement.classList.add("script");
