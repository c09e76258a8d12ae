<?cs # totals of the control sheet: Done.n of percent met unproved; Ontime.* Sheet.* Cycle.draft ?>
          <dl class="facts">
            <div><dt>Выполнено</dt><dd><b><?cs var:Done.n ?> из <?cs var:Done.of ?></b><?cs if:Done.percent ?> (<?cs var:Done.percent ?>)<?cs /if ?><?cs if:Done.met ?> <span class="st s-published"><span aria-hidden="true">✓ </span>Достигнуто 100 %</span><?cs elif:Done.unproved != "0" && Done.n == Done.of ?> <span class="st s-missed"><span aria-hidden="true">! </span>Подтверждений больше нет: <?cs var:Done.unproved ?></span><?cs elif:Done.of == "0" ?> <span class="meta">считать не из чего</span><?cs else ?> <span class="st s-scheduled"><span aria-hidden="true">○ </span>Нужно 100 %</span><?cs /if ?></dd></div>
            <div><dt>В срок</dt><dd><b><?cs var:Ontime.n ?> из <?cs var:Ontime.of ?></b><?cs if:Ontime.percent ?> (<?cs var:Ontime.percent ?>)<?cs /if ?><?cs if:Ontime.met ?> <span class="st s-published"><span aria-hidden="true">✓ </span>Достигнуто 100 %</span><?cs elif:Ontime.of == "0" ?> <span class="meta">считать не из чего</span><?cs else ?> <span class="st s-scheduled"><span aria-hidden="true">○ </span>Нужно 100 %</span><?cs /if ?></dd></div>
          </dl>
          <p class="meta f">«В срок» считается из пунктов с подтверждённым сроком<?cs if:Sheet.undated != "0" ?>; без него: <?cs var:Sheet.undated ?><?cs /if ?><?cs if:Sheet.dropped != "0" ?>; снято: <?cs var:Sheet.dropped ?>, в счёт не входит<?cs /if ?>.</p>
<?cs if:Cycle.draft ?>
          <p class="meta">Дорожная карта ещё не утверждена: счёт предварительный.</p>
<?cs /if ?>
