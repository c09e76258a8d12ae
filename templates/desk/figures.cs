<?cs # figures of a year: Figures.N name label value parts threshold threshold_note word css sign missing doubt question source over; Figures_n _met _lacking _doubts; Cycle.* ?>
<?cs include!"layout/desk_top.cs" ?>
    <div class="ph"><div><h1>Показатели</h1><p><?cs if:!Cycle.none ?><?cs var:Cycle.title ?>. Достигнуто: <?cs var:Figures_met ?> из <?cs var:Figures_n ?><?cs if:Figures_lacking != "0" ?>, не посчитано: <?cs var:Figures_lacking ?><?cs /if ?><?cs if:Figures_doubts != "0" ?>, решить сомнений: <?cs var:Figures_doubts ?><?cs /if ?>.<?cs /if ?></p></div>
      <p class="acts noprint"><a class="btn quiet" href="<?cs var:Base ?>/desk/totals?cycle=<?cs var:Cycle.id ?>">Числа школы</a> <a class="btn quiet" href="<?cs var:Base ?>/desk/figures.csv?cycle=<?cs var:Cycle.id ?>">Скачать CSV</a></p></div>
<?cs set:Cycle_page = "/desk/figures" ?>
<?cs include!"part/desk_cycle.cs" ?>
<?cs if:!Cycle.none ?>
<?cs if:Cycle.draft ?>
    <p class="flash s-missed">Дорожная карта ещё не утверждена: счёт предварительный.</p>
<?cs /if ?>
    <table class="stack">
      <caption>Порог и строка документа стоят рядом с каждым показателем. Название ведёт к записям, из которых он сложился.</caption>
      <thead><tr><th scope="col">Показатель</th><th scope="col">Значение</th><th scope="col">Порог</th><th scope="col">Состояние</th><th scope="col">Откуда</th></tr></thead>
      <tbody>
<?cs each:figure = Figures ?>
        <tr>
          <th scope="row"><a href="<?cs var:Base ?>/desk/figures/<?cs var:figure.name ?>?cycle=<?cs var:Cycle.id ?>"><?cs var:figure.label ?></a></th>
          <td data-l="Значение"><b><?cs var:figure.value ?></b><?cs if:figure.parts ?><br><small><?cs var:figure.parts ?></small><?cs /if ?></td>
          <td data-l="Порог"><?cs var:figure.threshold ?><?cs if:figure.threshold_note ?><br><small><?cs var:figure.threshold_note ?></small><?cs /if ?></td>
          <td data-l="Состояние"><span class="st s-<?cs var:figure.css ?>"><span aria-hidden="true"><?cs var:figure.sign ?> </span><?cs var:figure.word ?></span><?cs if:figure.missing ?><br>не хватает числа: <a href="<?cs var:Base ?>/desk/totals?cycle=<?cs var:Cycle.id ?>&amp;name=<?cs var:figure.missing_name ?>#new"><?cs var:figure.missing ?></a><?cs elif:!figure.known ?><br><small>считать пока не из чего</small><?cs /if ?><?cs if:figure.over ?><br><small>больше 100 %: кто-то посчитан дважды</small><?cs /if ?><?cs if:figure.doubt ?><br><small><a href="<?cs var:Base ?>/desk/figures/<?cs var:figure.name ?>?cycle=<?cs var:Cycle.id ?>#doubt">Решить:</a> <?cs var:figure.question ?></small><?cs /if ?></td>
          <td data-l="Откуда"><small><?cs var:figure.source ?></small></td>
        </tr>
<?cs /each ?>
      </tbody>
    </table>
    <p class="meta f">Здесь нет охвата групп, организаций-партнёров, экспертов, занятий, согласий, пар, персональных планов и диагностик: для них нужны базы людей, которых в программе пока нет.</p>
<?cs /if ?>
<?cs include!"layout/desk_bottom.cs" ?>
