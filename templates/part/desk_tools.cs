<?cs # month, view and filters of the plan: Plan.* Kinds.N Rubrics.N Who.N Channels.N ?>
    <div class="tools noprint">
      <h2><?cs var:Plan.title ?></h2>
<?cs if:Plan.prev ?>
      <nav class="seg" aria-label="Месяц"><a class="btn quiet" href="<?cs var:Base ?><?cs var:Plan.prev ?>" rel="prev"><span aria-hidden="true">←</span><span class="vh"><?cs var:Plan.prev_title ?></span></a><a class="btn quiet" href="<?cs var:Base ?><?cs var:Plan.today ?>">Сегодня</a><a class="btn quiet" href="<?cs var:Base ?><?cs var:Plan.next ?>" rel="next"><span aria-hidden="true">→</span><span class="vh"><?cs var:Plan.next_title ?></span></a></nav>
<?cs /if ?>
      <nav class="seg" aria-label="Как показать"><a class="btn quiet" href="<?cs var:Base ?><?cs var:Plan.month_view ?>"<?cs if:Plan.view == "month" ?> aria-current="page"<?cs /if ?>>Месяц</a><a class="btn quiet" href="<?cs var:Base ?><?cs var:Plan.list_view ?>"<?cs if:Plan.view == "list" ?> aria-current="page"<?cs /if ?>>Список</a><a class="btn quiet" href="<?cs var:Base ?><?cs var:Plan.agenda_view ?>"<?cs if:Plan.view == "agenda" ?> aria-current="page"<?cs /if ?>>По дням</a></nav>
      <details name="pop" class="pop"<?cs if:Plan.filtered ?> data-on="1"<?cs /if ?>>
        <summary class="btn quiet arr">Отбор<?cs if:Plan.filtered ?> <span class="n">включён</span><?cs /if ?></summary>
        <form class="drop" method="get" action="<?cs var:Base ?>/desk/plan">
          <input type="hidden" name="view" value="<?cs var:Plan.view ?>">
          <?cs if:Plan.month ?><input type="hidden" name="month" value="<?cs var:Plan.month ?>"><?cs /if ?>
          <?cs if:Plan.tab ?><input type="hidden" name="state" value="<?cs var:Plan.tab ?>"><?cs /if ?>
          <div class="two">
            <p class="f"><label for="fr">Рубрика</label><select id="fr" name="rubric"><option value="">Все</option><?cs call:choices(Rubrics) ?></select></p>
            <p class="f"><label for="fk">Вид</label><select id="fk" name="kind"><option value="">Все</option><?cs call:choices(Kinds) ?></select></p>
            <p class="f"><label for="fc">Площадка</label><select id="fc" name="channel"><option value="">Все</option><?cs call:choices(Channels) ?></select></p>
            <p class="f"><label for="fw">Ответственный</label><select id="fw" name="who"><option value="">Все</option><?cs call:choices(Who) ?></select></p>
          </div>
          <p class="acts f"><button type="submit" class="btn">Показать</button> <a class="lk" href="<?cs var:Base ?>/desk/plan?view=<?cs var:Plan.view ?>">Сбросить</a></p>
        </form>
      </details>
      <a class="btn quiet" href="<?cs var:Base ?>/desk/plan?state=slot"<?cs if:Plan.tab == "slot" ?> aria-current="page"<?cs /if ?>>Пустые окна <span class="n"><?cs var:Plan.slots ?></span></a>
    </div>
