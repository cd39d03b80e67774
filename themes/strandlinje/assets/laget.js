// Sidan läget. CSS gör urvalet, med eller utan skript. Här läggs till: valen i adressen,
// antalet uppläst, grupper utan träff göms, en knapp som rensar.
(() => {
  const vy = document.querySelector('.vy'), tabell = vy.querySelector('table');
  // När CSS ändrar display tappar en del webbläsare tabellens betydelse. Rollerna håller kvar den.
  const roller = { 'thead,tbody': 'rowgroup', tr: 'row', td: 'cell', 'thead th': 'columnheader', 'tbody th': 'rowheader' };
  tabell.setAttribute('role', 'table');
  for (const [vilka, roll] of Object.entries(roller)) tabell.querySelectorAll(vilka).forEach(e => e.setAttribute('role', roll));
  if (!CSS.supports('selector(:has(a))')) return;

  const val = [...vy.querySelectorAll('select')], [rader, tavla] = vy.querySelectorAll('[name=vy]');
  const ruta = vy.querySelector('.raknat'), rad = ruta.firstElementChild, visar = [...rad.childNodes];
  const rensa = Object.assign(document.createElement('button'), { type: 'button', className: 'knapp knapp-lugn', textContent: vy.dataset.rensa });
  const syns = alla => [...alla].filter(r => getComputedStyle(r).display !== 'none').length;

  vy.classList.add('js');
  tabell.before(ruta);
  rad.setAttribute('role', 'status');
  ruta.append(rensa);

  const visa = () => {
    const valda = val.filter(s => s.value), n = syns(vy.querySelectorAll('.rv'));
    for (const grupp of tabell.tBodies) {
      const m = syns(grupp.querySelectorAll('.rv'));
      const antal = grupp.querySelector('.antal');
      antal.textContent = antal.textContent.replace(/\d+/, m);
      grupp.classList.toggle('tom', valda.length && !m);
    }
    if (n) {
      visar[1].textContent = n;
      rad.replaceChildren(...visar);
    } else rad.textContent = vy.dataset.inget;
    rensa.hidden = !valda.length;
    const adress = new URL(location), q = adress.searchParams;
    for (const s of val) s.value ? q.set(s.name, s.value) : q.delete(s.name);
    tavla.checked ? q.set('vy', 'tavla') : q.delete('vy');
    if (adress.href !== location.href) history.replaceState(null, '', adress);
  };

  const q = new URL(location).searchParams;
  for (const s of val) if ([...s.options].some(o => o.value === q.get(s.name))) s.value = q.get(s.name);
  (q.get('vy') === 'tavla' ? tavla : rader).checked = true;
  vy.addEventListener('change', visa);
  rensa.addEventListener('click', () => {
    for (const s of val) s.value = '';
    visa();
    val[0].focus();
  });
  visa();
})();
