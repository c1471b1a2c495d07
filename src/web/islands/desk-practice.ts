// Practice by keyboard: a number chooses, Ctrl + Enter goes on. Without this the same is done with Tab, Space and Enter.
const form = document.querySelector<HTMLFormElement>('form[data-practice]');
const hint = document.querySelector<HTMLElement>('[data-practice-keys]');

if (form) {
  if (hint) hint.hidden = false;
  document.addEventListener('keydown', (event) => {
    if ((event.ctrlKey || event.metaKey) && event.key === 'Enter') {
      event.preventDefault();
      form.requestSubmit();
      return;
    }
    // Whoever types a sentence types numbers too.
    const typing = event.target instanceof HTMLTextAreaElement || event.target instanceof HTMLSelectElement;
    if (typing || event.ctrlKey || event.metaKey || event.altKey || !/^[1-9]$/.test(event.key)) return;
    const choices = form.querySelectorAll<HTMLInputElement>('input[type=radio], input[type=checkbox]');
    const choice = choices[Number(event.key) - 1];
    if (choice === undefined) return;
    const fold = choice.closest('details');
    if (fold) fold.open = true;
    choice.focus();
    choice.click();
  });
}
