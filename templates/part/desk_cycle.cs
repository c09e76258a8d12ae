<?cs # which year a page is about: Cycle.id .several .none Cycles.N; set Cycle_page before ?>
<?cs if:Cycle.several ?>
    <form class="tools noprint" method="get" action="<?cs var:Base ?><?cs var:Cycle_page ?>">
      <label for="cycle">Год</label><select id="cycle" name="cycle" class="auto"><?cs call:choices(Cycles) ?></select><button type="submit" class="btn quiet">Показать</button>
    </form>
<?cs /if ?>
<?cs if:Cycle.none ?>
    <div class="empty"><h2>Программного года нет</h2><p>Показатели считаются за год. Начните его в настройках.</p><p class="acts"><a class="btn" href="<?cs var:Base ?>/desk/settings">Открыть настройки</a></p></div>
<?cs /if ?>
