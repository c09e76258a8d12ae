<?cs # who came to an event: Attendance.N name label present total note; Came.N label present total note; Attendance_may _any _typed _seen ?>
        <section class="panel" id="came" aria-labelledby="h-came">
          <h2 id="h-came">Кто пришёл</h2>
<?cs if:Attendance_any ?>
          <ul class="list">
<?cs each:came = Came ?>
            <li><div class="g"><?cs var:came.label ?>: <b><?cs var:came.present ?></b><?cs if:came.total ?> из <?cs var:came.total ?><?cs /if ?><?cs if:came.note ?><br><small><?cs var:came.note ?></small><?cs /if ?></div></li>
<?cs /each ?>
          </ul>
<?cs if:!Event.informs ?>
          <p class="hint f">В показатели информирования эти числа не входят: у события нет отметки «Рассказываем о программе наставничества».</p>
<?cs /if ?>
<?cs elif:Attendance_may ?>
          <p>Ещё не записано.<?cs if:Event.informs ?> Из этих чисел складываются показатели.<?cs /if ?></p>
<?cs else ?>
          <p>Записывают после начала события.</p>
<?cs /if ?>
<?cs if:Attendance_may && Me.may_write ?>
          <details class="fold"<?cs if:Attendance_typed ?> open<?cs /if ?>>
            <summary>Записать присутствие</summary>
            <form method="post" action="<?cs var:Base ?>/desk/event/<?cs var:Event.id ?>/attendance"><?cs call:csrf() ?><input type="hidden" name="seen" value="<?cs var:Attendance_seen ?>">
<?cs each:who = Attendance ?>
              <fieldset class="f"><legend><?cs var:who.label ?></legend>
                <div class="two tight">
                  <p><label for="p-<?cs var:who.name ?>">Пришло</label><input type="number" min="0" id="p-<?cs var:who.name ?>" name="present_<?cs var:who.name ?>" value="<?cs var:who.present ?>"></p>
                  <p><label for="t-<?cs var:who.name ?>">Из скольких</label><input type="number" min="0" id="t-<?cs var:who.name ?>" name="total_<?cs var:who.name ?>" value="<?cs var:who.total ?>"></p>
                  <p><label for="n-<?cs var:who.name ?>">Заметка</label><input type="text" id="n-<?cs var:who.name ?>" name="note_<?cs var:who.name ?>" value="<?cs var:who.note ?>"></p>
                </div>
              </fieldset>
<?cs /each ?>
              <p class="acts f"><button type="submit" class="btn">Записать</button></p>
            </form>
          </details>
<?cs /if ?>
          <p class="f"><a class="lk" href="<?cs var:Base ?>/desk/attendance">Присутствие за год</a></p>
        </section>
