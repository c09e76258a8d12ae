<?cs # one figure: Figure.* Ways.N Rows.N words note counts at path; Rows_n _all _none _cut; Totals.N History.N Form.* Cycle.* ?>
<?cs include!"layout/desk_top.cs" ?>
    <div class="ph"><div><p><a href="<?cs var:Base ?>/desk/figures?cycle=<?cs var:Cycle.id ?>">Показатели</a> / <?cs var:Cycle.title ?></p><h1><?cs var:Figure.label ?></h1></div>
      <p class="acts"><span class="st s-<?cs var:Figure.css ?>"><span aria-hidden="true"><?cs var:Figure.sign ?> </span><?cs var:Figure.word ?></span></p></div>
<?cs if:Cycle.none ?>
<?cs set:Cycle_page = "/desk/figures" ?>
<?cs include!"part/desk_cycle.cs" ?>
<?cs else ?>
    <div class="duo even">
      <div>
        <section class="panel" aria-labelledby="h-v">
          <h2 id="h-v">Сейчас</h2>
          <dl class="facts">
            <div><dt>Значение</dt><dd><b><?cs var:Figure.value ?></b><?cs if:Figure.parts ?> <small><?cs var:Figure.parts ?></small><?cs /if ?></dd></div>
            <div><dt>Порог</dt><dd><?cs var:Figure.threshold ?><?cs if:Figure.threshold_note ?>, <?cs var:Figure.threshold_note ?><?cs /if ?></dd></div>
          </dl>
          <p class="f"><?cs var:Figure.about ?><?cs if:Figure.way ?> Считается так: <?cs var:Figure.way ?>.<?cs /if ?></p>
<?cs if:Figure.missing ?>
          <p class="f">Не хватает числа: <a href="<?cs var:Base ?>/desk/totals?cycle=<?cs var:Cycle.id ?>&amp;name=<?cs var:Figure.missing_name ?>#new"><?cs var:Figure.missing ?></a>. Введите его, и показатель посчитается.</p>
<?cs elif:!Figure.known ?>
          <p class="f">Считать пока не из чего: записей за этот год нет.</p>
<?cs /if ?>
<?cs if:Figure.over ?><p class="f">Больше 100 %: кто-то посчитан дважды. Проверьте, как считать.</p><?cs /if ?>
<?cs each:total = Totals ?>
          <p class="f"><a href="<?cs var:Base ?>/desk/totals?cycle=<?cs var:Cycle.id ?>"><?cs var:total.label ?></a>: <?cs var:total.value ?> <small><?cs var:total.source ?></small></p>
<?cs /each ?>
          <p class="meta f"><?cs var:Figure.source ?></p>
        </section>
        <section class="panel" aria-labelledby="h-r">
          <h2 id="h-r">Из чего сложилось</h2>
<?cs if:Rows_none ?>
          <p class="f">Записей, из которых сложился бы показатель, нет.</p>
<?cs else ?>
          <p class="meta">Записей: <?cs var:Rows_all ?><?cs if:Rows_cut ?>, показаны первые <?cs var:Rows_n ?><?cs /if ?>.</p>
          <ul class="list">
<?cs each:row = Rows ?>
            <li><span class="w"><?cs if:row.at.short ?><?cs var:row.at.short ?><?cs /if ?></span><div class="g"><?cs if:row.path ?><a href="<?cs var:Base ?><?cs var:row.path ?>"><?cs var:row.words ?></a><?cs else ?><?cs var:row.words ?><?cs /if ?><?cs if:row.note ?><br><small><?cs var:row.note ?></small><?cs /if ?></div><?cs if:!row.counts ?><span class="st s-skipped">не засчитано</span><?cs /if ?></li>
<?cs /each ?>
          </ul>
<?cs /if ?>
        </section>
      </div>
      <div class="side">
<?cs if:Figure.question ?>
        <section class="panel" id="doubt" aria-labelledby="h-d">
          <h2 id="h-d">Как считать</h2>
          <p><?cs var:Figure.question ?></p>
          <p class="meta"><?cs if:Figure.settled ?>Решено: <?cs var:Figure.way ?>.<?cs else ?>Документ этого не говорит. Пока не решено, считается по первому варианту.<?cs /if ?></p>
<?cs if:Me.may_plan ?>
          <form method="post" action="<?cs var:Base ?>/desk/figures/<?cs var:Figure.name ?>"><?cs call:csrf() ?><input type="hidden" name="what" value="doubt"><input type="hidden" name="cycle" value="<?cs var:Cycle.id ?>">
            <fieldset class="f"><legend class="vh">Как считать</legend>
<?cs call:wrong(Form.way, "way") ?>
<?cs each:way = Ways ?>
              <label class="opt"><input type="radio" name="way" value="<?cs var:way.value ?>"<?cs if:way.selected ?> checked<?cs /if ?> required> <?cs var:way.label ?></label>
<?cs /each ?>
            </fieldset>
<?cs if:Form.doubt ?>
<?cs call:area(Form.reason, "why-way", "reason", "Почему так", "", "2") ?>
<?cs else ?>
<?cs call:area(Form.nothing, "why-way", "reason", "Почему так", "", "2") ?>
<?cs /if ?>
            <p class="acts f"><button type="submit" class="btn">Записать решение</button></p>
          </form>
<?cs /if ?>
        </section>
<?cs /if ?>
<?cs if:Me.may_plan ?>
        <section class="panel" aria-labelledby="h-t">
          <h2 id="h-t">Порог этого года</h2>
          <p class="meta"><?cs var:Figure.source ?></p>
          <form method="post" action="<?cs var:Base ?>/desk/figures/<?cs var:Figure.name ?>"><?cs call:csrf() ?><input type="hidden" name="cycle" value="<?cs var:Cycle.id ?>">
            <div class="f<?cs if:Form.threshold.error ?> err<?cs /if ?>"><label for="threshold">Порог</label><?cs call:wrong(Form.threshold, "threshold") ?><input type="number" class="short" id="threshold" name="threshold" min="0" value="<?cs var:Form.threshold.value ?>"<?cs call:invalid(Form.threshold, "threshold") ?>></div>
<?cs if:Form.number ?>
<?cs call:area(Form.reason, "why-threshold", "reason", "Почему так", "", "2") ?>
<?cs else ?>
<?cs call:area(Form.nothing, "why-threshold", "reason", "Почему так", "", "2") ?>
<?cs /if ?>
            <p class="acts f"><button type="submit" class="btn" name="what" value="threshold">Изменить порог</button><?cs if:Figure.own ?> <button type="submit" class="btn quiet" name="what" value="document">Как в документе</button><?cs /if ?></p>
          </form>
        </section>
<?cs /if ?>
        <section class="panel" aria-labelledby="h-h">
          <h2 id="h-h">Решения</h2>
<?cs if:!History_any ?>
          <p>Решений за этот год нет.</p>
<?cs /if ?>
          <ul class="list">
<?cs each:line = History ?>
            <li><div class="g"><?cs var:line.words ?><br><small><?cs var:line.reason ?> (<?cs var:line.who ?>, <?cs var:line.at.near ?>)</small></div></li>
<?cs /each ?>
          </ul>
        </section>
      </div>
    </div>
<?cs /if ?>
<?cs include!"layout/desk_bottom.cs" ?>
