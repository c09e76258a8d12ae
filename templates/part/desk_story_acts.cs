<?cs # what may be done with a story now: Can.NAME Deny.NAME Story.* ?>
<?cs def:act(name) ?> method="post" action="<?cs var:Base ?>/desk/story/<?cs var:Story.id ?>/<?cs var:name ?>"<?cs /def ?>
<?cs def:act_version() ?><?cs call:csrf() ?><input type="hidden" name="version" value="<?cs var:Story.version ?>"><?cs /def ?>
<?cs if:Can.approve || Can.return || Deny.approve ?>
          <section class="panel" aria-labelledby="h-approve">
            <h2 id="h-approve">Согласование</h2>
<?cs if:Deny.approve ?><p class="f"><?cs var:Deny.approve ?></p><?cs /if ?>
<?cs if:Can.approve ?>
            <form<?cs call:act("approve") ?>><?cs call:act_version() ?>
<?cs if:Story.people_yes ?>
              <p class="f"><label class="opt"><input type="checkbox" id="consents" name="consents" value="1" required> <span>Согласия всех названных и показанных проверены<br><small>Подтверждает: <?cs var:Me.name ?>. Запись останется в журнале.</small></span></label></p>
<?cs /if ?>
              <p class="acts f"><button class="btn">Согласовать</button></p>
            </form>
<?cs /if ?>
<?cs if:Can.return ?>
            <form class="f"<?cs call:act("return") ?>><?cs call:act_version() ?>
              <label for="return-reason">Что исправить</label>
              <textarea id="return-reason" name="reason" rows="3" required></textarea>
              <p class="acts"><button class="btn quiet">Вернуть автору</button></p>
            </form>
<?cs /if ?>
          </section>
<?cs /if ?>
<?cs if:Can.schedule ?>
          <section class="panel" aria-labelledby="h-go">
            <h2 id="h-go">Поставить в очередь</h2>
            <form<?cs call:act("schedule") ?>><?cs call:act_version() ?>
              <div class="f"><label for="go-at">Выйдет</label><input type="datetime-local" id="go-at" name="at" value="<?cs var:Story.later ?>" required></div>
              <?cs if:Story.has_window ?><p class="meta">Окно <?cs var:Story.window_full ?>.</p><?cs /if ?>
              <p class="acts f"><button class="btn">В очередь</button></p>
            </form>
          </section>
<?cs /if ?>
<?cs if:Can.send_now || Can.unschedule ?>
          <section class="panel" aria-labelledby="h-queue">
            <h2 id="h-queue"><?cs if:Story.is_scheduled ?>В очереди<?cs else ?>Без очереди<?cs /if ?></h2>
<?cs if:Story.is_scheduled ?>
            <p class="f">Выйдет <?cs var:Story.publish.near ?>.</p>
<?cs /if ?>
            <div class="acts f">
<?cs if:Can.unschedule ?><form<?cs call:act("unschedule") ?>><?cs call:act_version() ?><button class="btn">Снять с очереди</button></form><?cs /if ?>
<?cs if:Can.send_now ?><form<?cs call:act("send_now") ?>><?cs call:act_version() ?><button class="btn quiet">Отправить сейчас</button></form><?cs /if ?>
            </div>
            <?cs if:Can.send_now ?><p class="meta f">«Отправить сейчас» можно отменить в течение десяти секунд.</p><?cs /if ?>
          </section>
<?cs /if ?>
<?cs if:Can.move && !Story.editing && !Story.is_approved ?>
          <details class="panel fold"<?cs if:Story.is_missed ?> open<?cs /if ?>>
            <summary><b><?cs if:Story.is_missed ?>Новое время<?cs else ?>Перенести…<?cs /if ?></b></summary>
            <form<?cs call:act("move") ?>><?cs call:act_version() ?>
              <div class="f"><label for="move-at">Новые дата и время</label><input type="datetime-local" id="move-at" name="at" value="<?cs var:Story.later ?>" required></div>
              <p class="acts f"><button class="btn">Перенести</button></p>
            </form>
          </details>
<?cs /if ?>
<?cs if:Can.reopen ?>
          <section class="panel"><h2>Пропущен</h2><?cs if:Story.reason ?><p class="f">«<?cs var:Story.reason ?>»</p><?cs /if ?><form class="acts f"<?cs call:act("reopen") ?>><?cs call:act_version() ?><button class="btn">Вернуть в план</button></form></section>
<?cs /if ?>
<?cs if:Can.withdraw ?>
          <details class="panel fold">
            <summary><b>Отозвать…</b></summary>
            <form<?cs call:act("withdraw") ?>><?cs call:act_version() ?>
              <p>Материал сразу исчезнет с сайта. Запись во ВКонтакте удалится сама или попадёт в список «сделайте руками».</p>
              <div class="f"><label for="withdraw-reason">Почему отзываем</label><textarea id="withdraw-reason" name="reason" rows="2" required></textarea></div>
              <p class="acts f"><button class="btn quiet">Отозвать материал</button></p>
            </form>
          </details>
<?cs /if ?>
<?cs if:Can.skip || Can.delete || Can.duplicate ?>
          <details class="panel fold">
            <summary><b>Ещё действия</b></summary>
<?cs if:Can.duplicate ?>
            <form class="f"<?cs call:act("duplicate") ?>><?cs call:act_version() ?><button class="btn quiet">Сделать копию</button></form>
<?cs /if ?>
<?cs if:Can.skip ?>
            <form class="f"<?cs call:act("skip") ?>><?cs call:act_version() ?><label for="skip-reason">Почему материала не будет</label><input id="skip-reason" name="reason" required><p class="acts f"><button class="btn quiet">Пропустить окно</button></p></form>
<?cs /if ?>
<?cs if:Can.delete ?>
            <form class="f"<?cs call:act("delete") ?>><?cs call:act_version() ?><button class="btn quiet"><?cs if:Story.slot ?>Убрать окно из плана<?cs else ?>Удалить черновик<?cs /if ?></button></form>
<?cs /if ?>
          </details>
<?cs /if ?>
