<?cs # the control sheet on A4: as desk/control.cs; Cycle.organisation .agreed .approved .order .approved_on Site.* ?>
<?cs include!"part/desk_macros.cs" ?>
<?cs include!"part/desk_head.cs" ?>
<body class="paper">
<main id="main">
  <p class="meta"><?cs if:Cycle.organisation ?><?cs var:Cycle.organisation ?><?cs else ?><?cs var:Site.school ?><?cs /if ?></p>
  <h1>Контрольный лист исполнения дорожной карты: <?cs var:Cycle.title ?></h1>
<?cs if:Cycle.order || Cycle.approved_on ?>
  <p class="meta">Дорожная карта утверждена<?cs if:Cycle.order ?> приказом <?cs var:Cycle.order ?><?cs /if ?><?cs if:Cycle.approved_on ?>, <?cs var:Cycle.approved_on ?><?cs /if ?></p>
<?cs /if ?>
  <p class="acts noprint f"><a class="lk" href="<?cs var:Base ?>/desk/control?cycle=<?cs var:Cycle.id ?>">← К контрольному листу</a> <span class="meta">Печать: Ctrl+P, лист А4 поперёк.</span></p>
<?cs include!"part/desk_control_totals.cs" ?>
<?cs include!"part/desk_control_late.cs" ?>
  <table class="stack print f">
    <caption>Состояние на <?cs var:Sheet.today ?></caption>
<?cs include!"part/desk_control_rows.cs" ?>
  </table>
  <p class="f">Куратор: ____________________ / ____________________ /</p>
  <p class="f">Директор: ____________________ / ____________________ /</p>
</main>
</body>
</html>
