<?cs # what may be done with a story now: Can.NAME Deny.NAME Story.* ?>
<?cs def:act(name) ?> method="post" action="<?cs var:Base ?>/desk/story/<?cs var:Story.id ?>/<?cs var:name ?>"<?cs /def ?>
<?cs def:act_version() ?><?cs call:csrf() ?><input type="hidden" name="version" value="<?cs var:Story.version ?>"><?cs /def ?>
<?cs def:act_move(id) ?>
            <form<?cs call:act("move") ?>><?cs call:act_version() ?>
              <div class="f"><label for="<?cs var:id ?>">Новые дата и время</label><input type="datetime-local" id="<?cs var:id ?>" name="at" value="<?cs var:Story.later ?>" required></div>
              <p class="acts f"><button type="submit" class="btn">Перенести</button></p>
            </form>
<?cs /def ?>
<?cs if:Can.approve || Can.return || Deny.approve ?>
          <section class="panel" aria-labelledby="h-approve">
            <h2 id="h-approve">Согласование</h2>
<?cs if:Deny.approve ?><p class="f"><?cs var:Deny.approve ?></p><?cs /if ?>
<?cs if:Can.approve ?>
            <form<?cs call:act("approve") ?>><?cs call:act_version() ?>
<?cs if:Story.people_yes ?>
              <p class="f"><label class="opt"><input type="checkbox" id="consents" name="consents" value="1" required> <span>Согласия всех названных и показанных проверены<br><small>Подтверждает: <?cs var:Me.name ?>. Запись останется в журнале.</small></span></label></p>
<?cs /if ?>
              <p class="acts f"><button type="submit" class="btn">Согласовать</button></p>
            </form>
<?cs /if ?>
<?cs if:Can.return ?>
            <form class="f"<?cs call:act("return") ?>><?cs call:act_version() ?>
              <label for="return-reason">Что исправить</label>
              <textarea id="return-reason" name="reason" rows="3" required></textarea>
              <p class="acts"><button type="submit" class="btn quiet">Вернуть автору</button></p>
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
              <p class="acts f"><button type="submit" class="btn">В очередь</button></p>
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
<?cs if:Can.unschedule ?><form<?cs call:act("unschedule") ?>><?cs call:act_version() ?><button type="submit" class="btn">Снять с очереди</button></form><?cs /if ?>
<?cs if:Can.send_now ?><form<?cs call:act("send_now") ?>><?cs call:act_version() ?><button type="submit" class="btn quiet">Отправить сейчас</button></form><?cs /if ?>
            </div>
            <?cs if:Can.send_now ?><p class="meta f">«Отправить сейчас» можно отменить в течение десяти секунд.</p><?cs /if ?>
          </section>
<?cs /if ?>
<?cs if:Can.move && Story.is_missed ?>
          <section class="panel" aria-labelledby="h-late">
            <h2 id="h-late">Новое время</h2>
<?cs call:act_move("late-at") ?>
          </section>
<?cs /if ?>
<?cs if:Can.reopen ?>
          <section class="panel"><h2>Пропущен</h2><?cs if:Story.reason ?><p class="f">«<?cs var:Story.reason ?>»</p><?cs /if ?><form class="acts f"<?cs call:act("reopen") ?>><?cs call:act_version() ?><button type="submit" class="btn">Вернуть в план</button></form></section>
<?cs /if ?>
