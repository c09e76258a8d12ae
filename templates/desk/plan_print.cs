<?cs # the media plan on A4: Plan.title .heading Rows.N Site.* ?>
<?cs include!"part/desk_macros.cs" ?>
<?cs include!"part/desk_head.cs" ?>
<body class="paper">
<main id="main">
  <p class="meta"><?cs var:Site.school ?></p>
  <h1>Медиаплан: <?cs var:Plan.title ?></h1>
  <p class="acts noprint f"><a class="lk" href="<?cs var:Base ?>/desk/plan">← К медиаплану</a> <span class="meta">Печать: Ctrl+P, лист А4 поперёк.</span></p>
  <table class="stack print">
    <caption>Время: <?cs var:Site.zone ?></caption>
<?cs include!"part/desk_rows.cs" ?>
  </table>
  <p class="f">Ответственный за медиаплан: ____________________ / ____________________ /</p>
</main>
</body>
</html>
