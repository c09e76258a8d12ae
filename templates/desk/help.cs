<?cs # short help: States.N label css meaning ?>
<?cs include!"layout/desk_top.cs" ?>
    <div class="ph"><div><h1>Справка</h1></div></div>
    <div class="duo even">
      <div>
        <section class="panel" aria-labelledby="h-way">
          <h2 id="h-way">Путь материала</h2>
          <ol class="list">
            <li><span class="w">Событие</span><div class="g">Куратор добавляет событие. В плане сами появляются окна: когда должны выйти пресс-релиз, пост-релиз и альбом.</div></li>
            <li><span class="w">Текст</span><div class="g">Редактор открывает пустое окно и пишет. Рядом видно, как запись выйдет во ВКонтакте и чего не хватает.</div></li>
            <li><span class="w">Согласие</span><div class="g">Директор согласует или возвращает со словами. Свой текст никто не согласует.</div></li>
            <li><span class="w">Очередь</span><div class="g">Куратор ставит в очередь. В назначенную минуту материал появится на сайте и во ВКонтакте, один раз.</div></li>
          </ol>
        </section>
        <section class="panel" aria-labelledby="h-road">
          <h2 id="h-road">Дорожная карта за год</h2>
          <ol class="list">
            <li><span class="w">Документ</span><div class="g">Куратор вставляет <a href="<?cs var:Base ?>/desk/roadmap">дорожную карту</a>, которую подписал директор. Слова остаются как в документе, сомнения программа показывает.</div></li>
            <li><span class="w">Сроки</span><div class="g">Срок, который можно понять по-разному, решает куратор; одинаковые сомнения — одним решением.</div></li>
            <li><span class="w">Люди</span><div class="g">Имена документа связывают с учётными записями. У каждого появляются «Мои пункты» и напоминания.</div></li>
            <li><span class="w">Начало</span><div class="g">Директор утверждает. После этого слова не меняются, изменения вносят предложениями.</div></li>
            <li><span class="w">Работа</span><div class="g">Ответственный прикладывает обещанное: документ, ссылку, вышедший материал. Куратор отмечает «Выполнено».</div></li>
            <li><span class="w">Отчёт</span><div class="g"><a href="<?cs var:Base ?>/desk/control">Контрольный лист</a> сам говорит, чего не хватает до 100 %, и печатается на А4.</div></li>
          </ol>
        </section>
        <section class="panel" aria-labelledby="h-vk">
          <h2 id="h-vk">Как подключить ВКонтакте</h2>
          <ol class="list">
            <li><span class="w">Шаг 1</span><div class="g">Руководитель сообщества открывает «Управление», «Работа с API», «Ключи доступа» и создаёт ключ: стена, фотографии, документы, управление.</div></li>
            <li><span class="w">Шаг 2</span><div class="g">Администратор раздела вставляет ключ <a href="<?cs var:Base ?>/desk/vk">на странице площадки</a>. Программа сразу скажет, что он умеет.</div></li>
            <li><span class="w">Шаг 3</span><div class="g">Для снимков нужен ещё ключ администратора, для проверки стены — сервисный. Без них выходят тексты с карточкой ссылки.</div></li>
          </ol>
          <p class="meta f">Если ВКонтакте не ответил, запись не отправляется второй раз сама: программа читает стену или спрашивает вас в <a href="<?cs var:Base ?>/desk/attention">«Требуют внимания»</a>.</p>
        </section>
      </div>
      <div>
        <section class="panel" aria-labelledby="h-st">
          <h2 id="h-st">Что значат слова</h2>
          <dl class="terms">
<?cs each:state = States ?>
            <div><dt><?cs call:badge(state.css, state.label) ?></dt><dd><?cs var:state.meaning ?></dd></div>
<?cs /each ?>
            <div><dt>Окно</dt><dd>Дни, в которые материал должен выйти: пресс-релиз за 5–3 дня до события, пост-релиз до конца следующего дня.</dd></div>
            <div><dt>Срок не подтверждён</dt><dd>Слова дорожной карты о сроке можно понять по-разному. До решения куратора срок не считается и никто не опаздывает.</dd></div>
            <div><dt>Снято с контроля</dt><dd>Мероприятие не проводят, причина записана. В счёт 100 % оно не входит.</dd></div>
            <div><dt>Площадка</dt><dd>Где выходит материал: сайт и сообщество ВКонтакте.</dd></div>
            <div><dt>Отвязать</dt><dd>Написать для ВКонтакте отдельный текст. Пока не отвязан, он повторяет текст для сайта.</dd></div>
          </dl>
        </section>
        <section class="panel" aria-labelledby="h-k">
          <h2 id="h-k">Клавиши</h2>
          <dl class="terms"><div><dt>Ctrl+S</dt><dd>Сохранить материал</dd></div><div><dt>Tab, Enter, Esc</dt><dd>Всё на столе можно сделать с клавиатуры</dd></div></dl>
        </section>
      </div>
    </div>
<?cs include!"layout/desk_bottom.cs" ?>
