#include "web/fault.h"

#include "base/strbuf.h"
#include "base/arena.h"
#include "store/db.h"
#include "web/inner.h"
#include "web/reply.h"
#include "web/serve.h"
#include "web/view.h"

static const struct fault {
	int status;
	const char *title, *text, *next;
} faults[] = {
	{ 400, "Запрос не понят", "Адрес или форма пришли с ошибкой.",
	    "Проверьте адрес или откройте страницу снова." },
	{ 403, "Нет доступа", "Это действие вам не разрешено.",
	    "Если это неожиданно, обратитесь к куратору раздела." },
	{ 404, "Страницы нет", "По этому адресу ничего не найдено.",
	    "Проверьте адрес или начните с главной страницы." },
	{ 405, "Так страница не открывается",
	    "По этому адресу такой запрос не принимается.",
	    "Откройте страницу по ссылке с главной." },
	{ 409, "Кто-то успел раньше", "Пока вы работали, запись изменили.",
	    "Откройте её снова и повторите правку." },
	{ 410, "Материал снят", "Эта страница была, но её сняли с публикации.",
	    "Посмотрите другие материалы на главной странице." },
	{ 413, "Слишком много сразу",
	    "Форма или файл больше, чем мы принимаем.",
	    "Фотография может занимать до 20 МБ, форма — до 1 МБ." },
	{ 414, "Слишком длинный адрес", "Адрес длиннее, чем мы принимаем.",
	    "Откройте страницу по ссылке с главной." },
	{ 422, "Не удалось принять",
	    "В отправленном есть то, что нельзя сохранить.",
	    "Вернитесь назад, исправьте и отправьте снова." },
	{ 429, "Слишком часто",
	    "С вашего адреса пришло слишком много запросов.",
	    "Подождите минуту и попробуйте снова." },
	{ 500, "Ошибка на нашей стороне",
	    "Страница не собралась. Ваши данные на месте.",
	    "Попробуйте ещё раз через минуту. Если не поможет, сообщите "
	    "администратору номер запроса." },
	{ 503, "Раздел занят", "Сейчас раздел не успевает ответить.",
	    "Попробуйте ещё раз через несколько секунд." },
};

static const struct fault *
find(int status)
{
	const struct fault *ours = NULL;

	for (size_t i = 0; i < LEN(faults); i++) {
		if (faults[i].status == status)
			return &faults[i];
		if (faults[i].status == 500)
			ours = &faults[i];
	}
	return ours;
}

static enum rc
render(struct request *req, struct reply *rep, const struct fault *f,
    const char *template)
{
	struct view *v;

	view_free(rep->view);
	rep->view = v = view_new(rep->arena);
	if (req->site != NULL && req->serve->dress != NULL)
		req->serve->dress(req, v);
	/* A link home is of use only where there is a home. */
	if (req->site != NULL)
		view_textf(v, "Error.home", "%s/", req->base);
	view_flag(v, "Error.desk", request_on_desk(req));
	if (f->status == 404 && req->site != NULL && !request_on_desk(req) &&
	    req->serve->lost != NULL)
		req->serve->lost(req, v);
	view_text(v, "Page.title", f->title);
	view_int(v, "Error.status", f->status);
	view_text(v, "Error.title", f->title);
	view_text(v, "Error.text", rep->reason ? rep->reason : f->text);
	view_text(v, "Error.next", rep->reason ? NULL : f->next);
	if (f->status >= 500)
		view_text(v, "Error.request", req->id);
	strbuf_clear(&rep->body);
	return view_render(v, template, &rep->body);
}

void
fault_page(struct request *req, struct reply *rep, int status)
{
	const struct fault *f = find(status);
	bool allow = status == 405;

	rep->type = NULL;
	rep->filename = NULL;
	rep->media = NULL;
	rep->location = NULL;
	rep->public_s = 0;
	if (!allow)
		strbuf_clear(&rep->headers);
	if (status == 503)
		reply_header(rep, "Retry-After", "5");
	if (status == 429)
		reply_header(rep, "Retry-After", "60");
	rep->template = "error/error.cs";
	/* Without a site the layout has nothing to show. */
	if (req->site != NULL && render(req, rep, f, "error/error.cs") == RC_OK)
		return;
	if (render(req, rep, f, "error/plain.cs") == RC_OK)
		return;
	strbuf_clear(&rep->body);
	rep->type = "text/plain";
	strbuf_addf(&rep->body, "%s. %s\n%s\n", f->title, f->text, req->id);
}
