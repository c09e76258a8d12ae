<?cs # a list of records on A4: Register.* List.words .which_label .question .now Columns.N Records.N Site.* ?>
<?cs include!"part/desk_macros.cs" ?>
<?cs include!"part/desk_head.cs" ?>
<body class="paper">
<main id="main">
  <p class="meta"><?cs var:Site.school ?></p>
  <h1><?cs var:Register.title ?></h1>
  <p class="acts noprint f"><a class="lk" href="<?cs var:Base ?>/desk/registers/<?cs var:Register.name ?>">← К списку</a> <span class="meta">Печать: Ctrl+P, лист А4 поперёк.</span></p>
  <table class="stack print">
    <caption><?cs var:List.words ?><?cs if:List.which ?>, <?cs var:List.which_label ?><?cs /if ?><?cs if:List.question ?>, найдено по словам «<?cs var:List.question ?>»<?cs /if ?>. Напечатано <?cs var:List.now.ru ?></caption>
<?cs include!"part/desk_register_rows.cs" ?>
  </table>
</main>
</body>
</html>
