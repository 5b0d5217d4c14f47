/* Dragging an appointment to a free place of the day: it sends what the buttons of "move" send. Without a mouse: open it and press M. */
(() => {
  let moved = null;
  const place = e => e.target.closest?.('#day [data-place]');
  document.addEventListener('dragstart', e => {
    moved = e.target.closest?.('#day [data-move]') ?? null;
    if (!moved) return;
    e.dataTransfer.effectAllowed = 'move';
    e.dataTransfer.setData('text/plain', moved.dataset.move);
    moved.classList.add('dc-ap-drag');
  });
  document.addEventListener('dragend', () => { moved?.classList.remove('dc-ap-drag'); moved = null; });
  document.addEventListener('dragover', e => { if (moved && place(e)) e.preventDefault(); });
  document.addEventListener('drop', e => {
    const to = place(e);
    const form = document.getElementById('place-form');
    if (!moved || !to || !form) return;
    e.preventDefault();
    form.action = `/appointments/${moved.dataset.move}/moves`;
    form.elements.version.value = moved.dataset.version;
    const field = document.createElement('input');
    field.type = 'hidden';
    field.name = 'place';
    field.value = to.dataset.place;
    form.append(field);
    form.submit();
  });
})();
